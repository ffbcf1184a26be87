package org.coincide.engine.benchmark;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.coincide.engine.polling.CountedPolls;
import org.coincide.engine.support.Databases;
import org.coincide.engine.support.Orders;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The partners of the compared servers report as soon as those of this server. The variants store no message, so nothing else would wake the
 * simulated partners' polls after a rest.
 */
class VariantIT {

    /** No parcel arrives, because the report would wake the polls as well. */
    private static final Map<String, String> SETTINGS = Map.of("coincide.simulation.carrier.delivered-after", "1h");

    /** The messages of a trade by card until its goods are shipped and paid. */
    private static final int MESSAGES = 7;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @ParameterizedTest
    @EnumSource
    void eachMessageWakesThePolls(Variant variant) throws Exception {
        try (Server server = Server.start(variant, Databases.hsqldb(), SETTINGS, CountedPolls.class);
                CountingClient client = server.client()) {
            CountedPolls polls = server.bean(CountedPolls.class);
            int before = polls.wakes();
            server.work();
            client.order(List.of(Load.message(Orders.ordinary())));
            await().atMost(PATIENCE).until(() -> polls.wakes() - before >= MESSAGES);
        }
    }
}
