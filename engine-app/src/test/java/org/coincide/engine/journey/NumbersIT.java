package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.coincide.engine.journey.MessageDoor.Answer;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.Orders;
import org.coincide.engine.support.SchemaField;
import org.junit.jupiter.api.Test;

/**
 * Numbers at and over the limits of the types, in each number of each message at each door. The fields follow from the schemas, so
 * that a new one is covered.
 */
@OnHsqldb
@SharedServer
class NumbersIT extends JourneyScenario {

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

    @Test
    void noDoorAcceptsANumberOutOfItsRange() {
        MessageDoors doors = new MessageDoors(this, delivered());
        Map<String, String> accepted = new TreeMap<>();
        int sent = 0;
        for (MessageDoor door : doors.all().toList()) {
            List<Sent> messages = messages(door);
            sent += messages.size();
            List<Answer> answers = door.send(messages.stream().map(Sent::body).toList());
            for (int index = 0; index < messages.size(); index++) {
                if (!answers.get(index).isRefused()) {
                    accepted.put(
                            door + " " + messages.get(index).name(),
                            answers.get(index).toString());
                }
            }
        }
        assertThat(accepted).isEmpty();
        assertThat(sent).isGreaterThan(100);
    }

    private record Sent(String name, String body) {}

    private static List<Sent> messages(MessageDoor door) {
        List<Sent> messages = new ArrayList<>();
        for (SchemaField field : door.fields()) {
            if (field.isInteger()) {
                assertThat(field.hasPlaceIn(door.example()))
                        .as("%s: the example has the object or list of %s", door, field)
                        .isTrue();
                NUMBERS.stream()
                        .filter(number -> !isAllowed(field.schema(), number))
                        .map(number -> new Sent(
                                field + " " + number,
                                field.set(door.example(), JsonNodeFactory.instance.numberNode(number))
                                        .toString()))
                        .forEach(messages::add);
            }
        }
        return messages;
    }

    /** As in JSON Schema, 1.0 is an integer. */
    private static boolean isAllowed(JsonNode schema, BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0
                && number.compareTo(schema.path("minimum").decimalValue()) >= 0
                && number.compareTo(schema.path("maximum").decimalValue()) <= 0;
    }

    private String delivered() {
        var order = Orders.ordinary();
        acme.order(order);
        awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
        return tradingId(order);
    }
}
