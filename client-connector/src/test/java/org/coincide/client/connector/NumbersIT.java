package org.coincide.client.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.SchemaField;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Numbers at and over the limits of the types, in each number of each message: at the queue and at the API. The fields follow from
 * the schemas, so that a new one is covered.
 */
@ConnectorOnHsqldb
class NumbersIT extends AbstractConnectorTest {

    /** 4294967290 is -6 and 4294967297 is 1 for a reader that keeps only the lowest 32 bits. */
    private static final List<BigDecimal> NUMBERS = Stream.of(
                    "0",
                    "-1",
                    "2147483648",
                    "4294967290",
                    "4294967297",
                    "9223372036854775808",
                    "18446744073709551617",
                    "1e400",
                    "1e999999999",
                    "1.5",
                    "1.0")
            .map(BigDecimal::new)
            .toList();

    @Autowired
    private JdbcTemplate sql;

    @Test
    void aMessageWithANumberOutOfRangeIsQuarantined() {
        var before = quarantined();
        var messages = Stream.of("information", "processing", "processing-shipped", "refusal")
                .flatMap(type -> envelopes(type).stream())
                .toList();

        server.send(messages);
        var healthy = startedTrade();
        server.send(healthy.statusChange("order", "ACCEPTED"));

        awaitSequence(healthy, 2);
        await().atMost(PATIENCE).until(() -> broker.unacknowledged() == 0);
        assertThat(quarantined() - before).isEqualTo(messages.size()).isGreaterThan(50);
        assertThat(broker.deadLetters()).isZero();
    }

    @Test
    void aRequestWithANumberOutOfRangeIsABadRequest() {
        var trade = startedTrade();
        Map<String, Integer> accepted = new TreeMap<>();
        for (var type : List.of("order", "return", "amendment", "cancellation")) {
            var path = type.equals("order") ? "/api/orders" : "/api/trades/" + trade.tradingId() + "/" + type;
            var data = (ObjectNode) ContractFiles.example(type).get("data");
            if (data.has("tradingId")) {
                data.put("tradingId", trade.tradingId());
            }
            for (var body : outOfRange(type, data)) {
                var status = api.post(path, "application/json", body.toString()).statusCode();
                if (status != 400) {
                    accepted.put(type + " " + body, status);
                }
            }
        }
        assertThat(accepted).isEmpty();
    }

    private static List<String> envelopes(String type) {
        var envelope = ContractFiles.example(type);
        return outOfRange(type.split("-")[0], envelope.get("data")).stream()
                .map(data -> envelope.deepCopy().set("data", data).toString())
                .toList();
    }

    private static List<JsonNode> outOfRange(String type, JsonNode example) {
        List<JsonNode> messages = new ArrayList<>();
        for (var field : ContractFiles.fields(type)) {
            if (field.isInteger() && !isInAnotherExample(field, type, example)) {
                assertThat(field.hasPlaceIn(example))
                        .as("%s in %s", field, type)
                        .isTrue();
                NUMBERS.stream()
                        .filter(number -> !isAllowed(field, number))
                        .map(number -> field.set(example, JsonNodeFactory.instance.numberNode(number)))
                        .forEach(messages::add);
            }
        }
        return messages;
    }

    /** A message that reports no parcel has no place for the fields of one. */
    private static boolean isInAnotherExample(SchemaField field, String type, JsonNode example) {
        return type.equals("processing")
                && !field.hasPlaceIn(example)
                && field.hasPlaceIn(ContractFiles.example("processing-shipped").get("data"));
    }

    /** As in JSON Schema, 1.0 is an integer. */
    private static boolean isAllowed(SchemaField field, BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0
                && number.compareTo(field.schema().path("minimum").decimalValue()) >= 0
                && number.compareTo(field.schema().path("maximum").decimalValue()) <= 0;
    }

    private int quarantined() {
        return sql.queryForObject(
                "SELECT COUNT(*) FROM quarantine WHERE warning_type = 'SCHEMA_INVALID'", Integer.class);
    }
}
