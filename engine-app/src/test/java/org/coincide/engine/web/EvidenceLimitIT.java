package org.coincide.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.coincide.engine.accounts.Credentials;
import org.junit.jupiter.api.Test;

/** The import of evidence of trades with very many lines, whose messages have some 200 bytes for each line. */
@WholeServer
class EvidenceLimitIT extends HttpProbe {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String IMPORT = "/api/operations/restore-from-receipts";
    private static final int LINES = 500;

    @Test
    void theEvidenceOfALongOrderIsRead() throws Exception {
        var answer = post(IMPORT, secrets.operator(), evidence(20));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body()).path("problems"))
                .hasSize(20)
                .allSatisfy(problem -> assertThat(problem.asText()).contains("signature"));
    }

    @Test
    void evidenceThatIsTooLargeIsRefused() throws Exception {
        // Without its body: the sender might not read the refusal while it sends.
        var answer = send(request(IMPORT, secrets.operator())
                .header("Content-Type", "application/json")
                .expectContinue(true)
                .POST(BodyPublishers.ofString(" ".repeat(16 * 1024 * 1024) + "{}")));

        assertProblem(answer, 413);
        assertThat(answer.body()).contains("16777216 bytes");
    }

    @Test
    void largeEvidenceNeedsAContentLength() throws Exception {
        byte[] evidence = evidence(3).getBytes(StandardCharsets.UTF_8);
        var answer = send(request(IMPORT, secrets.operator())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(evidence))));

        assertProblem(answer, 413);
        assertThat(answer.body()).contains("Content-Length").doesNotContain("16777216 bytes");
    }

    @Test
    void nobodyElseCanSendLargeEvidence() throws Exception {
        assertThat(post(IMPORT, null, evidence(20)).statusCode()).isEqualTo(401);
        assertThat(post(IMPORT, acme(), evidence(20)).statusCode()).isEqualTo(401);
    }

    @Test
    void malformedEvidenceIsRefused() throws Exception {
        assertProblem(post(IMPORT, secrets.operator(), evidence(20) + "}"), 400);
    }

    @Test
    void otherRequestsKeepTheirLimit() throws Exception {
        Credentials operator = secrets.operator();

        assertProblem(post("/api/operations/products", operator, evidence(20)), 413);
    }

    private static String evidence(int messages) {
        ObjectNode message = JSON.createObjectNode().put("type", "trading.processing.v1");
        ArrayNode lines = message.putObject("data").put("tradingId", "T-1").putArray("lines");
        for (int line = 0; line < LINES; line++) {
            lines.addObject().put("number", line).put("text", "x".repeat(180));
        }
        ObjectNode evidence = JSON.createObjectNode();
        ArrayNode entries = evidence.putArray("entries");
        for (int entry = 0; entry < messages; entry++) {
            entries.addObject()
                    .put("kind", "MESSAGE")
                    .put("number", entry)
                    .put("body", message.toString())
                    .put("signature", "none");
        }
        return evidence.toString();
    }
}
