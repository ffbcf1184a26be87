package org.coincide.client.handon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.coincide.client.contract.Json;
import org.coincide.client.support.ContractFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The webhook against the example receiver in Python, which verifies by the rules of Standard Webhooks. */
class PythonReceiverTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String OTHER = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private static final String BODY = ContractFiles.text("examples/processing.json");

    private Process process;
    private BufferedReader output;
    private String url;

    @BeforeEach
    void start() throws IOException {
        try {
            process = new ProcessBuilder("python3", "../docs/examples/webhook/receiver.py", SECRET)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException missing) {
            String reason = "python3 is not installed, so the example receiver is not tested: " + missing.getMessage();
            System.out.println(reason);
            Assumptions.abort(reason);
        }
        output = process.inputReader();
        url = "http://127.0.0.1:" + output.readLine().replace("port ", "") + "/hook";
    }

    @AfterEach
    void stop() {
        if (process != null) {
            process.destroy();
        }
    }

    @Test
    void aVerifiedMessageIsAcceptedOnce() throws Exception {
        var client = client(SECRET, Clock.systemUTC());

        client.send(event(1));
        client.send(event(1));
        client.send(event(2));

        var line = Json.STRICT.readTree(BODY).path("subject").asText() + " 0000000002 ACCEPTED NOT_STARTED PENDING";
        assertThat(List.of(output.readLine(), output.readLine())).containsExactly(line, line);
        assertThat(output.ready()).isFalse();
    }

    @Test
    void anotherSecretIsRefused() {
        assertThatThrownBy(() -> client(OTHER, Clock.systemUTC()).send(event(1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("401");
    }

    @Test
    void anOldMessageIsRefused() {
        var earlier = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-10));

        assertThatThrownBy(() -> client(SECRET, earlier).send(event(1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("401");
    }

    private WebhookClient client(String secret, Clock clock) {
        return new WebhookClient("erp", new WebhookProperties.Endpoint(url, secret), Duration.ofSeconds(20), clock);
    }

    private static HandedEvent event(long number) {
        return new HandedEvent(number, Instant.EPOCH, null, BODY);
    }
}
