package org.coincide.engine.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionTableDeployerTest {

    private final DecisionTableDeployer deployer = new DecisionTableDeployer();

    @Test
    void theBuiltInTableIsAccepted() throws IOException {
        String table = ours();
        assertThatCode(() -> deployer.deploy(holding("hold.dmn", table))).doesNotThrowAnyException();
    }

    /** The engine knows FEEL by the names of these versions of DMN. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "feel",
                "FEEL",
                "http://www.omg.org/spec/FEEL/20140401",
                "http://www.omg.org/spec/DMN/20180521/FEEL/",
                "https://www.omg.org/spec/DMN/20191111/FEEL/",
                "https://www.omg.org/spec/DMN/20211108/FEEL/",
                "https://www.omg.org/spec/DMN/20230324/FEEL/"
            })
    void eachNameOfFeelThatTheEngineKnowsIsAccepted(String language) throws IOException {
        String table = ours().replace("<definitions ", "<definitions expressionLanguage=\"" + language + "\" ");
        assertThatCode(() -> deployer.deploy(holding("hold.dmn", table))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "juel",
                "javascript",
                "groovy",
                "http://www.java.com/java",
                "http://www.omg.org/spec/DMN/20151101/FEEL/",
                "http://www.omg.org/spec/feel/20140401"
            })
    void anotherLanguageThanFeelIsRefused(String language) throws IOException {
        String table = ours().replace(
                        "<inputExpression id=\"InputExpression_Pieces\"",
                        "<inputExpression expressionLanguage=\"" + language + "\" id=\"InputExpression_Pieces\"");
        assertThatThrownBy(() -> deployer.deploy(holding("hold.dmn", table)))
                .isInstanceOf(BadUserRequestException.class)
                .hasMessageContaining("hold.dmn")
                .hasMessageContaining("InputExpression_Pieces")
                .hasMessageContaining(language + "; set it to feel");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "function(x) external { java: { class: \"java.lang.Runtime\", method signature: \"x\" } }",
                "function(x) /* why */ external { java: {} }",
                "/* \" */ function(x) external { java: {} } /* \" */",
                "\"a\" + (function(x) external { java: {} })(\"b\")"
            })
    void aCallOfAnExternalFunctionIsRefused(String expression) throws IOException {
        String table = ours().replace("<text>pieces</text>", "<text>" + expression + "</text>");
        assertThatThrownBy(() -> deployer.deploy(holding("Hold.DMN", table)))
                .isInstanceOf(BadUserRequestException.class)
                .hasMessageContaining("InputExpression_Pieces");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "</decision> | </decision><textAnnotation id=\"N\"><text>asks an external agency</text></textAnnotation>",
                "</rule> | <annotationEntry><text>an external review</text></annotationEntry></rule>",
                "<description> | <description>external: ",
                "<text>\"LIMIT_EXCEEDED\"</text> | <text>\"external\"</text>",
                "<text>\"LIMIT_EXCEEDED\"</text> | <text>\"external\", \"external review\"</text>",
                "<text>\"LIMIT_EXCEEDED\"</text> | <text>if firstOrder then \"external\" else null</text>",
                "<text>paymentMethod</text> | <text>external</text>",
                "<text>\"INVOICE\"</text> | <text>not(\"external\")</text>"
            })
    void theWordExternalIsAcceptedWithoutAFunction(String original, String changed) throws IOException {
        String table = ours().replace(original, changed);
        assertThat(table).contains("external");
        assertThatCode(() -> deployer.deploy(holding("hold.dmn", table))).doesNotThrowAnyException();
    }

    /** The engine reads each file whose name ends with these letters, with or without a dot. */
    @ParameterizedTest
    @ValueSource(strings = {"hold.dmn", "holddmn", "hold-dmn11.xml"})
    void aTableIsFoundByTheEndingThatTheEngineReads(String name) throws IOException {
        String table = ours().replace("<definitions ", "<definitions expressionLanguage=\"juel\" ");
        assertThatThrownBy(() -> deployer.deploy(holding(name, table))).isInstanceOf(BadUserRequestException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"case.cmmn", "casecmmn", "case-cmmn11.xml"})
    void aCaseModelIsFoundByTheEndingThatTheEngineReads(String name) {
        assertThatThrownBy(() -> new CaseModelRefusal().deploy(holding(name, "<definitions/>")))
                .isInstanceOf(BadUserRequestException.class);
    }

    @Test
    void aTableWithADocumentTypeIsRefused() {
        assertThatThrownBy(() -> deployer.deploy(
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
