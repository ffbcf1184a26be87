package org.coincide.client.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.coincide.client.ClientApplication;
import org.coincide.client.contract.MessageReader;
import org.coincide.client.ledger.History;
import org.coincide.client.ledger.HistoryEntry;
import org.coincide.client.support.ConnectorApi;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** The real connector of one client, but for its broker: a test hands its inbox what came. */
final class BrokerlessConnector implements AutoCloseable {

    /** Small, so that batches begin and end anywhere in a trade. */
    private static final int BATCH = 7;

    private final ServletWebServerApplicationContext context;
    private final ConnectorApi api;

    private BrokerlessConnector(ServletWebServerApplicationContext context) {
        this.context = context;
        this.api = new ConnectorApi(context.getWebServer().getPort());
    }

    static BrokerlessConnector onHsqldb(String clientId) {
        return start(
                clientId, "--spring.datasource.url=jdbc:hsqldb:mem:alone-" + UUID.randomUUID() + ";hsqldb.tx=mvcc");
    }

    /** On a database of its own in that server. */
    static BrokerlessConnector onPostgresql(String clientId, EmbeddedPostgres server) {
        var name = "alone_" + clientId;
        new JdbcTemplate(server.getPostgresDatabase()).execute("CREATE DATABASE " + name);
        return start(
                clientId,
                "--spring.datasource.url=" + server.getJdbcUrl("postgres", name),
                "--spring.datasource.username=postgres");
    }

    private static BrokerlessConnector start(String clientId, String... database) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--management.server.port=0",
                "--coincide.client.id=" + clientId,
                "--coincide.client.secret=any",
                "--coincide.inbox.enabled=false",
                "--coincide.ordering.poll-interval=1d",
                "--coincide.requests.poll-interval=1d",
                "--coincide.broker.url=failover:(tcp://127.0.0.1:1)?timeout=50",
                "--logging.level.ledger=off"));
        arguments.addAll(List.of(database));
        return new BrokerlessConnector((ServletWebServerApplicationContext)
                new SpringApplicationBuilder(ClientApplication.class).run(arguments.toArray(String[]::new)));
    }

    HttpResponse<String> place(JsonNode order) {
        return api.place(order);
    }

    HttpResponse<String> ask(String tradingId, String wish, JsonNode data) {
        return api.post("/api/trades/" + tradingId + "/" + wish, "application/json", data.toString());
    }

    /** From now on the request has this identifier, by which the server calls it. */
    void rename(String requestId, String asTheServerKnowsIt) {
        jdbc().update("UPDATE trade_request SET id = ? WHERE id = ?", asTheServerKnowsIt, requestId);
    }

    String stateOfRequest(String requestId) {
        return jdbc().queryForObject("SELECT state FROM trade_request WHERE id = ?", String.class, requestId);
    }

    void take(List<String> texts) {
        var reader = context.getBean(MessageReader.class);
        var deliveries = texts.stream()
                .map(text -> new ReceivedMessage(
                        UUID.randomUUID().toString(), "TextMessage", text, reader.read(text), 1, Instant.EPOCH))
                .toList();
        for (int i = 0; i < deliveries.size(); i += BATCH) {
            assertThat(context.getBean(Inbox.class)
                            .process(deliveries.subList(i, Math.min(i + BATCH, deliveries.size()))))
                    .isTrue();
        }
    }

    JsonNode order(String reference) {
        return api.json("/api/orders/" + reference);
    }

    JsonNode trade(String tradingId) {
        return api.trade(tradingId);
    }

    List<String> history(String tradingId) {
        return context.getBean(History.class).of(tradingId).stream()
                .map(HistoryEntry::body)
                .toList();
    }

    /** Everything that this client did not believe since it was asked last. */
    List<String> objections() {
        var objections = jdbc().queryForList(
                        """
                        SELECT w.warning_type || ': ' || w.warning_text || ' in ' || q.body
                        FROM quarantine q LEFT JOIN warning w ON w.quarantine_id = q.id ORDER BY q.received_at""",
                        String.class);
        jdbc().update("DELETE FROM warning");
        jdbc().update("DELETE FROM quarantine");
        return objections;
    }

    private JdbcTemplate jdbc() {
        return context.getBean(JdbcTemplate.class);
    }

    @Override
    public void close() {
        context.close();
    }

    static EmbeddedPostgres postgres() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not start", e);
        }
    }
}
