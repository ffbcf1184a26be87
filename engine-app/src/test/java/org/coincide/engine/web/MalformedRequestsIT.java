package org.coincide.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.coincide.engine.accounts.Credentials;
import org.coincide.engine.support.LoopbackClient;
import org.coincide.engine.support.LoopbackClient.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests with a wrong method, path, header or parameter: each is answered by a problem that says what to do. */
@WholeServer
class MalformedRequestsIT extends HttpProbe {

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/*", "a/b/c", "json", "application/json;charset=unheard-of"})
    void aContentTypeThatNamesNoMediaTypeIsUnsupported(String type) throws Exception {
        for (String path : new String[] {"/api/orders", "/api/operations/clients", "/api/carrier/events", "/hooks/x"}) {
            HttpResponse<String> answer = send(request(path, path.contains("operations") ? secrets.operator() : acme())
                    .header("Content-Type", type)
                    .POST(BodyPublishers.ofString("{}")));
            assertProblem(answer, 415);
            assertThat(answer.body()).contains("Send application/json.");
        }
        assertProblem(send(request("/api/trades", acme()).header("Content-Type", type)), 415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FOO", "TRACE"})
    void anUnknownMethodIsAnsweredByAProblem(String method) throws Exception {
        assertMalformed(method, "/api/trades");
    }

    @Test
    void anEncodedNulInAPathIsAnsweredByAProblem() throws Exception {
        assertMalformed("GET", "/api/trades/%00");
        assertMalformed("GET", "/api/trades/a%00b");
    }

    @Test
    void anUnsupportedMethodNamesTheSupportedOnes() throws Exception {
        HttpResponse<String> answer = send(request("/api/orders", acme())
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{}")));
        assertProblem(answer, 405);
        assertThat(answer.body()).contains("does not support the method PUT", "Use POST.");
        assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
    }

    @Test
    void anUnknownPathNamesTheDocumentation() throws Exception {
        HttpResponse<String> answer = get("/api/trades/x/cancellations", acme());
        assertProblem(answer, 404);
        assertThat(answer.body())
                .contains("/api/trades/x/cancellations", "/docs")
                .doesNotContain("static resource");
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo", "text/csv", "*", ";q="})
    void aMalformedAcceptHeaderHidesNoProblem(String accept) throws Exception {
        HttpResponse<String> answer =
                send(request("/api/trades/unknown", acme()).header("Accept", accept));
        assertThat(answer.statusCode()).isIn(404, 406);
        assertProblem(answer, answer.statusCode());
        assertThat(answer.body()).contains("\"detail\"");
    }

    @Test
    void aRepeatedParameterIsNamed() throws Exception {
        HttpResponse<String> answer = get("/api/trades?limit=&limit=2", acme());
        assertProblem(answer, 400);
        assertThat(answer.body()).contains("The parameter limit occurs several times. Send it once.");
    }

    @Test
    void anUnknownIdIsAnsweredWithARemedy() throws Exception {
        Credentials operator = secrets.operator();
        for (String path : new String[] {"/api/operations/dead-letters/0/body", "/api/operations/messages/x/body"}) {
            assertRemedy(get(path, operator), 404);
        }
        for (String path :
                new String[] {"/api/operations/dead-letters/0/processing", "/api/operations/signing-keys/x/revocation"
                }) {
            assertRemedy(post(path, operator, "{}"), 404);
        }
        assertRemedy(send(request("/api/operations/dead-letters/0", operator).DELETE()), 404);
    }

    private static void assertRemedy(HttpResponse<String> answer, int status) {
        assertProblem(answer, status);
        assertThat(answer.body()).as(answer.uri().getPath()).containsPattern("\"detail\":\"[^\"]+\\. (Use|Load) ");
    }

    private void assertMalformed(String method, String path) throws Exception {
        Response answer = new LoopbackClient("127.0.0.1", port).send(method, path, "");
        assertThat(answer.status()).as(method + " " + path).isEqualTo(400);
        assertThat(answer.header("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.text()).contains("\"detail\"", "Correct");
    }
}
