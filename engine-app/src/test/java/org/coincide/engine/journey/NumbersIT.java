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
import org.coincide.engine.journey.MessageEntryPoint.Answer;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.Orders;
import org.coincide.engine.support.SchemaField;
import org.junit.jupiter.api.Test;

/**
 * Numbers at and over the limits of the types, in each number of each message at each entry point. The fields follow from the schemas, so
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
    void noEntryPointAcceptsANumberOutOfItsRange() {
        MessageEntryPoints entryPoints = new MessageEntryPoints(this, delivered());
        Map<String, String> accepted = new TreeMap<>();
        int sent = 0;
        for (MessageEntryPoint entryPoint : entryPoints.all().toList()) {
            List<Sent> messages = messages(entryPoint);
            sent += messages.size();
            List<Answer> answers =
                    entryPoint.send(messages.stream().map(Sent::body).toList());
            for (int index = 0; index < messages.size(); index++) {
                if (!answers.get(index).isRefused()) {
                    accepted.put(
                            entryPoint + " " + messages.get(index).name(),
                            answers.get(index).toString());
                }
            }
        }
        assertThat(accepted).isEmpty();
        assertThat(sent).isGreaterThan(100);
    }

    private record Sent(String name, String body) {}

    private static List<Sent> messages(MessageEntryPoint entryPoint) {
        List<Sent> messages = new ArrayList<>();
        for (SchemaField field : entryPoint.fields()) {
            if (field.isInteger()) {
                assertThat(field.hasPlaceIn(entryPoint.example()))
                        .as("%s: the example has the object or list of %s", entryPoint, field)
                        .isTrue();
                NUMBERS.stream()
                        .filter(number -> !isAllowed(field.schema(), number))
                        .map(number -> new Sent(
                                field + " " + number,
                                field.set(entryPoint.example(), JsonNodeFactory.instance.numberNode(number))
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
