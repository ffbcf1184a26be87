package org.coincide.engine.sandbox;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A decision table compares; it does not compute with what is behind it. */
class DecisionTableDeployerTest {

    private final DecisionTableDeployer fence = new DecisionTableDeployer();

    @Test
    void theTableThatComesWithTheServerIsLetThrough() throws IOException {
        String table = ours();
        assertThatCode(() -> fence.deploy(holding("hold.dmn", table))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"juel", "javascript", "groovy", "http://www.java.com/java"})
    void anotherLanguageThanFeelIsRefusedByElement(String language) throws IOException {
        String table = ours().replace(
                        "<inputExpression id=\"InputExpression_Pieces\"",
                        "<inputExpression expressionLanguage=\"" + language + "\" id=\"InputExpression_Pieces\"");
        assertThatThrownBy(() -> fence.deploy(holding("hold.dmn", table)))
                .isInstanceOf(BadUserRequestException.class)
                .hasMessageContaining("hold.dmn")
                .hasMessageContaining("InputExpression_Pieces")
                .hasMessageContaining(language);
    }

    @Test
    void feelsOwnWayOutIsRefused() throws IOException {
        String table = ours().replace(
                        "<text>pieces</text>",
                        "<text>function(x) external { java: { class: \"java.lang.Runtime\", method signature: \"x\" } }</text>");
        assertThatThrownBy(() -> fence.deploy(holding("Hold.DMN", table)))
                .isInstanceOf(BadUserRequestException.class)
                .hasMessageContaining("InputExpression_Pieces");
    }

    @Test
    void aTableWithADocumentTypeIsNotRead() {
        assertThatThrownBy(() -> fence.deploy(
                        holding("hold.dmn", "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/hostname'>]><x>&y;</x>")))
                .isInstanceOf(BadUserRequestException.class);
    }

    private static DeploymentEntity holding(String name, String text) {
        ResourceEntity resource = new ResourceEntity();
        resource.setName(name);
        resource.setBytes(text.getBytes(StandardCharsets.UTF_8));
        DeploymentEntity deployment = new DeploymentEntity();
        deployment.addResource(resource);
        return deployment;
    }

    private static String ours() throws IOException {
        try (InputStream file = DecisionTableDeployerTest.class.getResourceAsStream("/processes/hold.dmn")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
