package org.coincide.client.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.JsonCorpus;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Edge cases of JSON and random mutations of valid messages at each entry point of the client: 100 mutations per entry point in every build, more by
 * {@code mvn -q -Pscenarios verify -Dmutations=10000}, another sequence by {@code -Dseed=}. An order closes after each.
 */
@ConnectorOnHsqldb
class JsonCorpusIT extends AbstractConnectorTest {

    private static final int MUTATIONS = Integer.getInteger("mutations", 100);
    private static final int AT_ONCE = 500;
    private static final long SEED = Long.getLong("seed", 20261128);
    private static final int BAD_REQUEST = 400;
    private static final int SERVER_ERROR = 500;

    @Autowired
    private JdbcTemplate sql;

    @Test
    void whatIsNotJsonIsQuarantinedAtTheQueue() {
        var start = OffsetDateTime.now(ZoneOffset.UTC);
        var texts = messages()
                .flatMap(valid -> JsonCorpus.invalid(valid).stream())
                .distinct()
                .toList();
        // A text without the trade's id, such as an empty one, can be in quarantine already.
        var first = texts.stream().filter(text -> text.length() > 200).count();

        receive(texts);

        assertThat(quarantined("SCHEMA_INVALID", start)).isBetween((int) first, texts.size());
    }

    @Test
    void oddJsonStopsNothingAtTheQueue() {
        messages().forEach(valid -> receive(JsonCorpus.odd(valid).toList()));
    }

    @Test
    void mutatedMessagesStopNothingAtTheQueue() {
        var random = new Random(SEED);
        for (var valid : messages().toList()) {
            for (int sent = 0; sent < MUTATIONS; sent += AT_ONCE) {
                receive(mutated(valid, random, sent));
            }
        }
    }

    @Test
    void whatIsNotJsonIsABadRequest() {
        assertThat(answers(JsonCorpus::invalid, status -> status >= BAD_REQUEST && status < SERVER_ERROR))
                .isEmpty();
    }

    @Test
    void noEndpointFailsForOddJson() {
        assertThat(answers(valid -> JsonCorpus.odd(valid).toList(), status -> status < SERVER_ERROR))
                .isEmpty();
    }

    @Test
    void noEndpointFailsForMutatedJson() {
        var random = new Random(SEED);
        for (int sent = 0; sent < MUTATIONS; sent += AT_ONCE) {
            int from = sent;
            assertThat(answers(valid -> mutated(valid, random, from), status -> status < SERVER_ERROR))
                    .isEmpty();
        }
    }

    private static List<String> mutated(String valid, Random random, int sent) {
        return Stream.generate(() -> JsonCorpus.mutated(valid, random))
                .limit(Math.min(AT_ONCE, MUTATIONS - sent))
                .toList();
    }

    /** A valid message of each type, of a trade that the client does not know yet. */
    private Stream<String> messages() {
        var trade = placedOrder();
        return Stream.of(
                trade.information(),
                trade.statusChange("order", "ACCEPTED"),
                ContractFiles.example("refusal")
                        .put("id", UUID.randomUUID().toString())
                        .toString());
    }

    /** Sends texts to the client's queue. Each is processed, none becomes a dead letter, and a trade that follows closes. */
    private void receive(List<String> texts) {
        var start = OffsetDateTime.now(ZoneOffset.UTC);

        server.send(texts);

        aTradeCloses();
        await().atMost(PATIENCE).until(() -> broker.unacknowledged() == 0);
        assertThat(broker.deadLetters()).isZero();
        assertThat(quarantined("UNPROCESSABLE", start)).isZero();
    }

    /** Sends texts to each endpoint that accepts a body; returns the unexpected statuses, by endpoint and text. */
    private Map<String, Integer> answers(Function<String, List<String>> corpus, IntPredicate expected) {
        var trade = startedTrade();
        Map<String, Integer> wrong = new TreeMap<>();
        for (var type : List.of("order", "return", "amendment", "cancellation")) {
            var path = type.equals("order") ? "/api/orders" : "/api/trades/" + trade.tradingId() + "/" + type;
            for (var text : corpus.apply(data(type, trade.tradingId()))) {
                var status = api.post(path, "application/json", text).statusCode();
                if (!expected.test(status)) {
                    wrong.put(type + " " + text.substring(Math.max(0, text.length() - 60)), status);
                }
            }
        }
        aTradeCloses();
        return wrong;
    }

    private static String data(String type, String tradingId) {
        var data = (ObjectNode) ContractFiles.example(type).get("data");
        if (data.has("tradingId")) {
            data.put("tradingId", tradingId);
        }
        return data.toString();
    }

    private void aTradeCloses() {
        var trade = placedOrder();
        server.send(trade.completeTrade().toList());
        await().atMost(PATIENCE)
                .until(() -> api.trade(trade.tradingId()).path("closed").asBoolean());
    }

    /** Counts what is quarantined since a time: the oldest rows make room for new ones, since their number is bounded. */
    private int quarantined(String warning, OffsetDateTime since) {
        return sql.queryForObject(
                "SELECT COUNT(*) FROM quarantine WHERE warning_type = ? AND received_at >= ?",
                Integer.class,
                warning,
                since);
    }
}
