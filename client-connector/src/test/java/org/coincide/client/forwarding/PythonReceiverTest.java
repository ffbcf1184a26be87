package org.coincide.client.forwarding;

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
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The webhook against the example receivers in Python, which verify by the rules of Standard Webhooks. */
class PythonReceiverTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String OTHER = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private static final String BODY = ContractFiles.text("examples/processing.json");

    @Nested
    class WithoutLibraries extends OnEachReceiver {

        WithoutLibraries() {
            super("receiver.py", "import sys");
        }
    }

    /** Skipped where the package is not installed. */
    @Nested
    class WithTheLibraryOfStandardWebhooks extends OnEachReceiver {

        WithTheLibraryOfStandardWebhooks() {
            super("library_receiver.py", "import standardwebhooks");
        }
    }

    abstract static class OnEachReceiver {

        private final String script;
        private final String imports;
        private Process process;
        private BufferedReader output;
        private String url;

        /** @param imports statement that fails where the receiver cannot run */
        OnEachReceiver(String script, String imports) {
            this.script = script;
            this.imports = imports;
        }

        @BeforeEach
        void start() throws Exception {
            requirePython();
            process = new ProcessBuilder("python3", "../docs/examples/webhook/" + script, SECRET)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            output = process.inputReader();
            url = "http://127.0.0.1:" + output.readLine().replace("port ", "") + "/hook";
        }

        private void requirePython() throws InterruptedException {
            try {
                var missing =
                        new ProcessBuilder("python3", "-c", imports).start().waitFor() != 0;
                if (missing) {
                    skip("the package of '" + imports + "' is not installed");
                }
            } catch (IOException missing) {
                skip("python3 is not installed: " + missing.getMessage());
            }
        }

        private void skip(String cause) {
            var reason = script + " is not tested, since " + cause;
            System.out.println(reason);
            Assumptions.abort(reason);
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

        private ForwardedEvent event(long number) {
            return new ForwardedEvent(number, Instant.EPOCH, null, BODY);
        }
    }
}
