package org.coincide.client.benchmark;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.coincide.client.ClientApplication;
import org.coincide.client.contract.CanonicalJson;
import org.coincide.client.integrity.VerificationSchedule;
import org.coincide.client.support.ServerKey;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;

/** The client with its own database. Its inbox is stopped outside of the client's turn. */
final class BenchmarkClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(5);

    /** Longer than any pause between two messages of a turn. */
    private static final Duration REST = Duration.ofSeconds(30);

    /** Longer than the client needs to apply messages that waited for a gap to be filled. */
    private static final Duration REST_OF_COMPLETE_TURN = Duration.ofSeconds(5);

    private final ConfigurableApplicationContext context;

    private BenchmarkClient(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** @param batch the largest number of messages in one transaction; 0 for the client's default */
    static BenchmarkClient start(ClientDatabase database, String brokerUrl, String secret, int batch) {
        Path data = Path.of("target", "benchmark", UUID.randomUUID().toString());
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--management.server.port=0",
                "--logging.level.root=WARN",
                "--logging.level.ledger=OFF",
                "--coincide.inbox.enabled=false",
                "--coincide.data-directory=" + data,
                "--coincide.broker.url=" + brokerUrl,
                "--coincide.client.secret=" + secret));
        if (batch > 0) {
            arguments.add("--coincide.inbox.batch-size=" + batch);
        }
        // The compared publications do not sign. A signature is verified where there is one.
        arguments.add("--coincide.client.signatures=optional");
        // The nightly verification takes a core for as long as the messages of all rounds.
        arguments.add("--coincide.ledger.verify-at=" + inTwelveHours() + "s");
        arguments.addAll(ServerKey.arguments());
        arguments.addAll(database.settings(data));
        BenchmarkClient client = new BenchmarkClient(
                new SpringApplicationBuilder(ClientApplication.class).run(arguments.toArray(String[]::new)));
        client.verifyNow();
        return client;
    }

    private static int inTwelveHours() {
        return LocalTime.now(ZoneOffset.UTC).plusHours(12).toSecondOfDay();
    }

    /** Verifies the ledger, which is empty. A ledger that was never verified is verified a minute after the start. */
    private void verifyNow() {
        VerificationSchedule verification = context.getBean(VerificationSchedule.class);
        await().atMost(PATIENCE).until(() -> !verification.isRunning());
        verification.start();
        await().atMost(PATIENCE).until(() -> !verification.isRunning());
    }

    /** Records orders as sent, never due to be sent again: the benchmark itself sends them. */
    void recordAsSent(List<? extends JsonNode> orders) {
        OffsetDateTime now = OffsetDateTime.now();
        context.getBean(JdbcTemplate.class)
                .batchUpdate(
                        """
                        INSERT INTO placed_order (order_reference, order_digest, event_body, state, placed_at, entry_number)
                        VALUES (?, ?, ?, 'OPEN', ?, 0)""",
                        orders.stream()
                                .map(order -> new Object[] {
                                    order.get("orderReference").asText(),
                                    CanonicalJson.digest(order),
                                    order.toString(),
                                    now
                                })
                                .toList());
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** The port of the client's API. */
    int port() {
        return context.getEnvironment().getProperty("local.server.port", Integer.class);
    }

    void startInbox() {
        context.getBean("inboxLifecycle", SmartLifecycle.class).start();
    }

    void stopInbox() {
        context.getBean("inboxLifecycle", SmartLifecycle.class).stop();
    }

    /** The number of messages in the ledger since the client started. */
    long entries() {
        return (long) context.getBean(MeterRegistry.class)
                .counter("coincide.ledger.entries")
                .count();
    }

    /** The number of messages that the quarantine keeps from the ledger. A second message with the number of an entry does not count. */
    long quarantined() {
        return context.getBean(JdbcTemplate.class)
                .queryForObject(
                        "SELECT COUNT(*) FROM quarantine WHERE state <> 'APPLIED' AND warning_type <> 'EQUIVOCATION'",
                        Long.class);
    }

    void awaitEntries(long entries) {
        await().pollDelay(Duration.ZERO)
                .pollInterval(POLL_INTERVAL)
                .atMost(PATIENCE)
                .until(() -> entries() >= entries);
    }

    /**
     * Waits until the ledger has so many messages, or until no other has come for a while: a shorter one if the quarantine has the rest.
     * Returns the time of the last one in the ledger, by {@link System#nanoTime()}.
     */
    long awaitLastEntry(long wanted) {
        AtomicLong entries = new AtomicLong(entries());
        AtomicLong last = new AtomicLong(System.nanoTime());
        await().pollDelay(Duration.ZERO)
                .pollInterval(POLL_INTERVAL)
                .atMost(PATIENCE)
                .until(() -> {
                    long now = System.nanoTime();
                    long present = entries();
                    if (entries.getAndSet(present) != present) {
                        last.set(now);
                    }
                    long rest = now - last.get();
                    return present >= wanted
                            || rest > REST.toNanos()
                            || rest > REST_OF_COMPLETE_TURN.toNanos() && present + quarantined() >= wanted;
                });
        return last.get();
    }

    @Override
    public void close() {
        context.close();
    }
}
