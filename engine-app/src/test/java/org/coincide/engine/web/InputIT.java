package org.coincide.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.coincide.engine.accounts.Credentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits of a request's size and content. */
@WholeServer
class InputIT extends HttpProbe {

    @Test
    void aBodyOverTheLimitIsRefused() throws Exception {
        String twoMegabytes = "\"" + "x".repeat(2 * 1024 * 1024) + "\"";

        assertProblem(post("/api/probe/length", acme(), twoMegabytes), 413);
        assertProblem(send("/api/probe/length", acme(), chunked(twoMegabytes)), 413);
        assertProblem(send("/api/probe/length", acme(), chunked("x".repeat(256 * 1024 + 1))), 413);
    }

    @Test
    void aBodyUpToTheLimitIsTakenChunkedOrNot() throws Exception {
        String body = "x".repeat(256 * 1024);

        assertThat(post("/api/probe/length", acme(), body).body()).isEqualTo("262144");
        assertThat(send("/api/probe/length", acme(), chunked(body)).body()).isEqualTo("262144");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"amount\":\"1\",\"amount\":\"2\"}",
                "{\"amount\":\"1\"} {\"amount\":\"2\"}",
                "{\"amount\":\"1\"}]",
            })
    void jsonThatTwoParsersWouldReadDifferentlyIsRefused(String body) throws Exception {
        assertProblem(post("/api/probe/json", acme(), body), 400);
    }

    @Test
    void jsonOverItsLimitsIsRefused() throws Exception {
        assertProblem(post("/api/probe/json", acme(), "{\"a\":".repeat(40) + "1" + "}".repeat(40)), 400);
        assertProblem(post("/api/probe/json", acme(), "{\"a\":\"" + "x".repeat(70_000) + "\"}"), 400);
        assertProblem(post("/api/probe/json", acme(), "{\"a\":" + "1".repeat(50) + "}"), 400);
        assertThat(post("/api/probe/json", acme(), "{\"a\":0.10}").body()).isEqualTo("BigDecimal 0.10");
    }

    @Test
    void aQueryGivesNoMoreThanItsLimit() throws Exception {
        Credentials operator = secrets.operator();
        assertThat(get("/engine-rest/process-definition?maxResults=2001", operator)
                        .statusCode())
                .isEqualTo(400);
        assertThat(get("/engine-rest/process-definition?latestVersion=true", operator)
                        .statusCode())
                .isEqualTo(200);
        assertThat(get("/engine-rest/task/count", operator).statusCode()).isEqualTo(200);
        assertThat(post("/engine-rest/task", operator, "{}").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/engine-rest/task", "/engine-rest/task/count"})
    void aQueryWithAnExpressionInsideIsABadRequest(String path) throws Exception {
        String query = "{\"orQueries\":[{\"assigneeExpression\":\"${1 + 1}\",\"name\":\"x\"}]}";

        assertThat(post(path, secrets.operator(), query).statusCode()).isEqualTo(400);
    }

    @Test
    void aFilterWithAnExpressionInsideIsNotEvaluated() throws Exception {
        String filter = "{\"resourceType\":\"Task\",\"name\":\"probe\",\"query\":"
                + "{\"orQueries\":[{\"assigneeExpression\":\"${1 + 1}\",\"name\":\"x\"}]}}";
        String created =
                post("/engine-rest/filter/create", secrets.operator(), filter).body();
        String id = new ObjectMapper().readTree(created).path("id").asText();

        HttpResponse<String> listed = get("/engine-rest/filter/" + id + "/list", secrets.operator());
        assertThat(listed.statusCode()).isGreaterThanOrEqualTo(400);
        // Tasklist's page shows all filters that there are, to other tests as well.
        send(request("/engine-rest/filter/" + id, secrets.operator()).DELETE());
    }

    private static HttpRequest.BodyPublisher chunked(String body) {
        return BodyPublishers.fromPublisher(BodyPublishers.ofString(body));
    }
}
