package org.coincide.client.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.FileInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.coincide.client.support.ContractFiles;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Server and client with the certificates and settings of the section "TLS" in docs/operations/start.md, whose commands the test runs. */
class TlsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SECTION = "## TLS";

    private static Path folder;
    private static PackagedServer server;
    private static PackagedClient client;

    @BeforeAll
    static void start() throws Exception {
        folder = Files.createTempDirectory("tls");
        run(block("sh"));
        Path serverSettings = Files.writeString(folder.resolve("server.yaml"), block("yaml", "bundle: web"));
        Path clientSettings = Files.writeString(folder.resolve("client.yaml"), block("yaml", "truststore"));
        server = new PackagedServer(
                ApplicationJars::server,
                folder,
                folder,
                Map.of(
                        "coincide.simulation.enabled",
                        "true",
                        "coincide.statements.pace",
                        "1s",
                        "coincide.simulation.carrier.delivered-after",
                        "300ms",
                        "spring.config.additional-location",
                        "file:" + serverSettings));
        server.launch();
        server.awaitReady();
        client = new PackagedClient(
                "acme",
                folder,
                folder,
                server.brokerAddress().replace("tcp://127.0.0.1", "ssl://localhost"),
                Map.of(
                        "spring.config.additional-location",
                        "file:" + clientSettings,
                        "coincide.catalogue.url",
                        serverUrl()));
        client.launch();
        client.awaitReady();
    }

    @AfterAll
    static void stop() {
        if (client != null) {
            client.stop();
        }
        if (server != null) {
            server.stop();
        }
    }

    @Test
    void anOrderPassesTheEncryptedBroker() throws Exception {
        String reference = "TLS-" + UUID.randomUUID();

        assertThat(client.place(ContractFiles.order(reference).toString()).statusCode())
                .isEqualTo(202);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(client.all("/api/trades"))
                .anyMatch(trade -> trade.path("orderReference").asText().equals(reference)
                        && trade.path("closed").asBoolean()));
    }

    @Test
    void theClientReadsTheCatalogueOverHttps() {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(client.json("/api/catalogue").toString()).contains("TEA-EARL-GREY-100"));
    }

    @Test
    void theLedgerIsComparedWithTheReceiptOverHttps() throws Exception {
        client.place(ContractFiles.order("TLS-" + UUID.randomUUID()).toString());

        await().atMost(PATIENCE).untilAsserted(() -> {
            client.post("/api/verification", "");
            assertThat(client.json("/api/verification").has("receipt")).isTrue();
        });
    }

    @Test
    void theServerAnswersOverHttpsWithItsCertificate() throws Exception {
        HttpClient https = HttpClient.newBuilder()
                .sslContext(trusting(folder.resolve("ca.crt")))
                .build();

        HttpResponse<String> answer = https.send(jwks(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("keys");
    }

    @Test
    void anUnknownAuthorityIsNotTrusted() {
        assertThatThrownBy(() -> HttpClient.newHttpClient().send(jwks(), BodyHandlers.ofString()))
                .isInstanceOf(SSLException.class);
    }

    @Test
    void theBrokerRefusesAnUnencryptedConnection() {
        ActiveMQConnectionFactory plain =
                new ActiveMQConnectionFactory("acme", server.accounts().secretOf("acme"), server.brokerAddress());
        plain.setConnectResponseTimeout(3_000);

        assertThatThrownBy(() -> plain.createConnection().start()).isInstanceOf(jakarta.jms.JMSException.class);
    }

    private static HttpRequest jwks() {
        return HttpRequest.newBuilder(URI.create(serverUrl() + "/.well-known/jwks.json"))
                .build();
    }

    private static String serverUrl() {
        return server.address().replace("http://127.0.0.1", "https://localhost");
    }

    private static SSLContext trusting(Path certificate) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null);
        try (var file = new FileInputStream(certificate.toFile())) {
            trusted.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(file));
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private static void run(String commands) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("bash", "-euc", commands)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(shell.getInputStream().readAllBytes());
        assertThat(shell.waitFor()).as(output).isZero();
    }

    /** The first block of a language in the section that contains a text. */
    private static String block(String language, String... text) throws IOException {
        String page = Files.readString(Path.of("../docs/operations/start.md"));
        String section = page.substring(page.indexOf(SECTION + "\n"));
        Matcher blocks = Pattern.compile("(?ms)^```" + language + "\n(.*?)^```").matcher(section);
        while (blocks.find()) {
            String block = blocks.group(1);
            if (text.length == 0 || block.contains(text[0])) {
                return block;
            }
        }
        throw new AssertionError("docs/operations/start.md has no block of " + language + " in " + SECTION);
    }
}
