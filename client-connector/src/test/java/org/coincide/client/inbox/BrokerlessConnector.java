package org.coincide.client.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.coincide.client.ClientApplication;
import org.coincide.client.ledger.History;
import org.coincide.client.ledger.HistoryEntry;
import org.coincide.client.signatures.SignedMessageReader;
import org.coincide.client.support.ConnectorApi;
import org.coincide.client.support.ServerKey;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** A client's whole connector except the broker: a test passes messages to its inbox. */
public final class BrokerlessConnector implements AutoCloseable {

    /** A small batch, so that batches begin and end in the middle of trades. */
    private static final int BATCH = 7;

    private final ServletWebServerApplicationContext context;
    private final ConnectorApi api;

    private BrokerlessConnector(ServletWebServerApplicationContext context) {
        this.context = context;
        this.api = new ConnectorApi(context.getWebServer().getPort());
    }

    public static BrokerlessConnector onHsqldb(String clientId) {
        return onHsqldb(clientId, Clock.systemUTC());
    }

    /** A connector that follows this clock, with more settings. */
    static BrokerlessConnector onHsqldb(String clientId, Clock clock, String... settings) {
        var arguments = new ArrayList<>(List.of(settings));
        arguments.add("--spring.datasource.url=jdbc:hsqldb:mem:brokerless-" + UUID.randomUUID() + ";hsqldb.tx=mvcc");
        return start(clientId, newDirectory(), clock, arguments.toArray(String[]::new));
    }

    /** A connector on the HSQLDB file in this data directory. */
    public static BrokerlessConnector onFile(String clientId, Path dataDirectory) {
        return start(clientId, dataDirectory, Clock.systemUTC());
    }

    /** A connector on a new database of this PostgreSQL server. */
    static BrokerlessConnector onPostgresql(String clientId, EmbeddedPostgres server) {
        return onPostgresql(clientId, "brokerless_" + clientId, server);
    }

    /** A connector on a new database with this name. */
    static BrokerlessConnector onPostgresql(String clientId, String name, EmbeddedPostgres server) {
        new JdbcTemplate(server.getPostgresDatabase()).execute("CREATE DATABASE " + name);
        return start(
                clientId,
                newDirectory(),
                Clock.systemUTC(),
                "--spring.datasource.url=" + server.getJdbcUrl("postgres", name),
                "--spring.datasource.username=postgres");
    }

    private static Path newDirectory() {
        return Path.of("target", "brokerless", UUID.randomUUID().toString());
    }

    private static BrokerlessConnector start(String clientId, Path dataDirectory, Clock clock, String... settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--management.server.port=0",
                "--coincide.client.id=" + clientId,
                "--coincide.client.secret=any",
                "--coincide.data-directory=" + dataDirectory,
                "--coincide.inbox.enabled=false",
                // The simulated provider and the fake of Stripe.
                "--coincide.verification.action-hosts=provider.example,hooks.example",
                "--coincide.ordering.poll-interval=1d",
                "--coincide.requests.poll-interval=1d",
                "--coincide.broker.url=failover:(tcp://127.0.0.1:1)?timeout=50",
                "--logging.level.ledger=off"));
        arguments.addAll(List.of(settings));
        arguments.addAll(ServerKey.arguments());
        return new BrokerlessConnector((ServletWebServerApplicationContext) new SpringApplicationBuilder(
                        ClientApplication.class)
                .initializers(context -> ((GenericApplicationContext) context)
                        .registerBean("clockOfTheTest", Clock.class, () -> clock, bean -> bean.setPrimary(true)))
                .run(arguments.toArray(String[]::new)));
    }

    public HttpResponse<String> place(JsonNode order) {
        return api.place(order);
    }

    public HttpResponse<String> request(String tradingId, String kind, JsonNode data) {
        return api.post("/api/trades/" + tradingId + "/" + kind, "application/json", data.toString());
    }

    /** Changes a request's identifier to the one in the recorded messages of the server. */
    void rename(String requestId, String recordedId) {
        jdbc().update("UPDATE trade_request SET id = ? WHERE id = ?", recordedId, requestId);
    }

    String stateOfRequest(String requestId) {
        return jdbc().queryForObject("SELECT state FROM trade_request WHERE id = ?", String.class, requestId);
    }

    public void receive(List<String> texts) {
        var reader = context.getBean(SignedMessageReader.class);
        var deliveries = texts.stream()
                .map(text -> new ReceivedMessage(
                        UUID.randomUUID().toString(),
                        "TextMessage",
                        text,
                        ServerKey.sign(text),
                        reader.read(text, ServerKey.sign(text)),
                        1,
                        Instant.EPOCH))
                .toList();
        for (int i = 0; i < deliveries.size(); i += BATCH) {
            assertThat(context.getBean(Inbox.class)
                            .process(deliveries.subList(i, Math.min(i + BATCH, deliveries.size()))))
                    .isTrue();
        }
    }

    /** Settles the latest equivocation of a trade. */
    public HttpResponse<String> settle(String tradingId, String choice, String note) {
        return settle(equivocations(tradingId).get(0), choice, note);
    }

    /** Settles the equivocation of a trade's message. */
    HttpResponse<String> settle(String tradingId, long sequence, String choice, String note) {
        var warning = equivocations(tradingId).stream()
                .filter(raised -> raised.get("sequence").asLong() == sequence)
                .findFirst()
                .orElseThrow();
        return settle(warning, choice, note);
    }

    private List<JsonNode> equivocations(String tradingId) {
        return api.list("/api/warnings?type=EQUIVOCATION&tradingId=" + tradingId);
    }

    private HttpResponse<String> settle(JsonNode warning, String choice, String note) {
        return api.post(
                "/api/warnings/" + warning.get("id").asText() + "/settlement",
                "application/json",
                "{\"choice\": \"" + choice + "\", \"note\": \"" + note + "\"}");
    }

    HttpResponse<String> post(String path) {
        return api.post(path, "application/json", "");
    }

    public HttpResponse<String> get(String path) {
        return api.get(path);
    }

    JsonNode order(String reference) {
        return api.json("/api/orders/" + reference);
    }

    public JsonNode trade(String tradingId) {
        return api.trade(tradingId);
    }

    public List<String> history(String tradingId) {
        return context.getBean(History.class).of(tradingId).stream()
                .map(HistoryEntry::body)
                .toList();
    }

    /** Returns and deletes all warnings and quarantined messages. */
    List<String> removeWarnings() {
        var warnings = jdbc().queryForList(
                        """
                        SELECT w.warning_type || ': ' || w.warning_text || ' in ' || q.body
                        FROM quarantine q LEFT JOIN warning w ON w.quarantine_id = q.id ORDER BY q.received_at""",
                        String.class);
        jdbc().update("DELETE FROM warning");
        jdbc().update("DELETE FROM quarantine");
        return warnings;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    Path dataDirectory() {
        return Path.of(context.getEnvironment().getRequiredProperty("coincide.data-directory"));
    }

    public JdbcTemplate jdbc() {
        return context.getBean(JdbcTemplate.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
