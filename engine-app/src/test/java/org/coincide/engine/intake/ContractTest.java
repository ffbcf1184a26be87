package org.coincide.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.coincide.engine.journal.BodyDigest;
import org.coincide.engine.journal.messages.RefusalReport.RefusalReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The examples of the contract, which the client's tests read as well. */
class ContractTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ContractSchemas contract = new ContractSchemas();

    ContractTest() throws IOException {}

    @ParameterizedTest
    @MethodSource
    void anExampleIsOfTheContract(Resource example) throws IOException {
        assertThat(violations(example)).isEmpty();
    }

    static Stream<Resource> anExampleIsOfTheContract() throws IOException {
        return files("classpath:/contract/examples/*.json");
    }

    @ParameterizedTest
    @MethodSource
    void anInvalidExampleIsNot(Resource example) throws IOException {
        assertThat(violations(example)).isNotEmpty();
    }

    static Stream<Resource> anInvalidExampleIsNot() throws IOException {
        return files("classpath:/contract/examples/invalid/*.json");
    }

    @Test
    void theExamplesOfATradeAreAChain() throws IOException {
        String previous = null;
        for (String name : List.of("information", "processing", "processing-with-action")) {
            byte[] body = new ClassPathResource("contract/examples/" + name + ".json").getContentAsByteArray();
            assertThat(JSON.readTree(body).at("/data/previousDigest").textValue())
                    .as(name)
                    .isEqualTo(previous);
            previous = BodyDigest.of(new String(body, StandardCharsets.UTF_8));
        }
    }

    @Test
    void errorsAreEnglishOnAGermanHost() throws IOException {
        var host = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(new ContractSchemas().violations("order", JSON.readTree("{\"currency\": 7}")))
                    .extracting(RefusalReason::text)
                    .contains("required property 'orderReference' not found", "integer found, string expected");
        } finally {
            Locale.setDefault(host);
        }
    }

    private List<RefusalReason> violations(Resource example) throws IOException {
        JsonNode event = JSON.readTree(example.getInputStream());
        String schema = event.path("type").asText().split("\\.")[1];
        List<RefusalReason> violations = new ArrayList<>(contract.violations("envelope", event));
        violations.addAll(contract.violations(schema, event.path("data")));
        return violations;
    }

    private static Stream<Resource> files(String pattern) throws IOException {
        Resource[] files = new PathMatchingResourcePatternResolver().getResources(pattern);
        assertThat(files).isNotEmpty();
        return Arrays.stream(files);
    }
}
