package org.coincide.engine.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.beans.Introspector;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.junit.jupiter.api.Test;

/** An editor chooses from a list in Camunda Modeler; a delegate that is missing there cannot be found. */
class OfferedDelegatesTest {

    @Test
    void theListNamesEachDelegateThatThereIs() throws IOException {
        assertThat(offered()).containsExactlyInAnyOrderElementsOf(delegates());
    }

    private static List<String> offered() throws IOException {
        try (InputStream file =
                OfferedDelegatesTest.class.getResourceAsStream("/.camunda/element-templates/call-provider.json")) {
            JsonNode fields = new ObjectMapper().readTree(file).path("properties");
            return StreamSupport.stream(fields.spliterator(), false)
                    .filter(field -> field.at("/binding/name").asText().equals("camunda:delegateExpression"))
                    .flatMap(field -> StreamSupport.stream(field.path("choices").spliterator(), false))
                    .map(choice -> choice.path("value").asText())
                    .toList();
        }
    }

    private static List<String> delegates() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.coincide.engine").stream()
                        .filter(type -> type.isAssignableTo(JavaDelegate.class))
                        .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                        .map(JavaClass::getSimpleName)
                        .map(Introspector::decapitalize)
                        .map("${%s}"::formatted)
                        .toList();
    }
}
