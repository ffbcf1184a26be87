package org.coincide.engine.benchmark;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.coincide.engine.benchmark.Publication.Outgoing;
import org.springframework.context.SmartLifecycle;
import org.springframework.modulith.events.IncompleteEventPublications;
import org.springframework.modulith.events.core.EventPublicationRepository;
import org.springframework.modulith.events.core.PublicationTargetIdentifier;
import org.springframework.modulith.events.core.TargetEventPublication;
import org.springframework.modulith.events.support.DelegatingEventExternalizer;
import org.springframework.transaction.support.TransactionTemplate;

/** Sends a backlog of stored messages: the same messages on either side, and no client receives meanwhile. */
final class Backlog {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** A check reads one row; counting the remaining messages would cost more than sending them. */
    private static final Duration LOOK = Duration.ofMillis(10);

    /** Number of repetitions for the faster side, whose measurement would be too short otherwise. */
    private static final int LONGER = 16;

    private static final PublicationTargetIdentifier EXTERNALIZER = PublicationTargetIdentifier.of(
            DelegatingEventExternalizer.class.getName() + ".externalize(java.lang.Object)");

    private final Server coincide;
    private final List<Outgoing> messages;

    /** The backlog of all messages in the server's journal. */
    Backlog(Server coincide) {
        this.coincide = coincide;
        this.messages = coincide.jdbc()
                .sql(
                        "SELECT client_id, trading_id, 'trading.processing.v1' AS type, event_id, sequence, body FROM journal"
                                + " WHERE trading_id IS NOT NULL")
                .query(Outgoing.class)
                .list();
    }

    int size() {
        return messages.size();
    }

    /** Messages per second of the relay. */
    double relayed() throws Exception {
        double seconds = 0;
        for (int time = 0; time < LONGER; time++) {
            seconds += secondsToRelay();
        }
        return LONGER * size() / seconds;
    }

    private double secondsToRelay() throws Exception {
        SmartLifecycle relay = coincide.bean("relaySchedule", SmartLifecycle.class);
        relay.stop();
        coincide.jdbc().sql("UPDATE journal SET unsent = TRUE").update();
        return secondsToSend(coincide, relay::start, () -> coincide.jdbc()
                .sql("SELECT id FROM journal WHERE unsent = TRUE FETCH FIRST ROW ONLY")
                .query()
                .listOfRows()
                .isEmpty());
    }

    /** Messages per second of Spring Modulith, which submits its stored events again. */
    double externalized(Server modulith) throws Exception {
        EventPublicationRepository events = modulith.bean(EventPublicationRepository.class);
        modulith.bean(TransactionTemplate.class)
                .executeWithoutResult(begun ->
                        messages.forEach(message -> events.create(TargetEventPublication.of(message, EXTERNALIZER))));
        Callable<Boolean> done = () -> modulith.jdbc()
                .sql("SELECT id FROM event_publication FETCH FIRST ROW ONLY")
                .query()
                .listOfRows()
                .isEmpty();
        return size()
                / secondsToSend(
                        modulith,
                        () -> modulith.bean(IncompleteEventPublications.class)
                                .resubmitIncompletePublications(publication -> true),
                        done);
    }

    private double secondsToSend(Server server, Runnable send, Callable<Boolean> done) throws Exception {
        long start = System.nanoTime();
        send.run();
        await().pollDelay(Duration.ZERO).pollInterval(LOOK).atMost(PATIENCE).until(done);
        double seconds = (System.nanoTime() - start) / 1e9;
        try (CountingClient client = server.client()) {
            await().atMost(PATIENCE).until(() -> client.heard() >= size());
        }
        return seconds;
    }
}
