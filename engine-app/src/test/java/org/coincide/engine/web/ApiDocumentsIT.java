package org.coincide.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalManagementPort;

/** The documents of the APIs, which the server serves without network and login, and the version at {@code /actuator/info}. */
@WholeServer
class ApiDocumentsIT extends HttpProbe {

    private static final Pattern REFERENCE = Pattern.compile("(?:href|src)=\"([^\"]+)\"");

    @LocalManagementPort
    int managementPort;

    @ParameterizedTest
    @ValueSource(strings = {"index.html", "api.html", "asyncapi.html"})
    void everythingThatAPageRefersToIsServed(String page) throws Exception {
        HttpResponse<String> html = get("/docs/" + page, null);

        assertThat(html.statusCode()).isEqualTo(200);
        List<String> references = REFERENCE
                .matcher(html.body())
                .results()
                .map((MatchResult reference) -> reference.group(1))
                .toList();
        assertThat(references).isNotEmpty().noneMatch(reference -> reference.contains("//"));
        for (String reference : references) {
            assertThat(get("/docs/" + reference, null).statusCode())
                    .as(reference)
                    .isEqualTo(200);
        }
    }

    @Test
    void theMessagesOfTheContractAreServedAsJson() throws Exception {
        JsonNode api =
                new ObjectMapper().readTree(get("/docs/asyncapi.json", null).body());

        assertThat(api.path("channels").size()).isGreaterThanOrEqualTo(3);
        assertThat(get("/docs/contract/schemas/order.json", null).statusCode()).isEqualTo(200);
    }

    @Test
    void documentsCannotBeChanged() throws Exception {
        assertThat(post("/docs/index.html", acme(), "{}").statusCode()).isBetween(400, 499);
    }

    @Test
    void theInfoNamesVersionAndCommit() throws Exception {
        JsonNode info = new ObjectMapper()
                .readTree(send(HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + managementPort + "/actuator/info")))
                        .body());

        assertThat(info.at("/build/version").asText()).isNotBlank();
        assertThat(info.at("/git/commit/id").asText()).matches("[0-9a-f]{7,40}");
    }
}
