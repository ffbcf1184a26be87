package org.coincide.client.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.coincide.client.support.ExampleConsumers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example consumers as the client globex of a real server: by its queue in Java, by the event feed in the other languages. */
class ExampleConsumersIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SECONDS = "8";
    private static TestSystem system;
    private static ArrayNode placed;

    @BeforeAll
    static void trade() throws IOException {
        system = TestSystem.of(ExampleConsumersIT.class, Map.of("coincide.statements.pace", "1s"), Map.of());
        placed = JsonNodeFactory.instance.arrayNode();
        system.startWith();
        for (var kind : List.of(OrderKind.ORDINARY, OrderKind.INVOICE, OrderKind.DECLINED, OrderKind.OUT_OF_STOCK)) {
            var order = kind.order();
            placed.add(order);
            assertThat(system.server.placeOrder(order.toString(), "globex").statusCode())
                    .isEqualTo(201);
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(trades()).hasSize(placed.size()).allMatch(trade -> trade.path("closed")
                        .asBoolean()));
    }

    @AfterAll
    static void end() {
        system.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "python", "node", "perl"})
    void aConsumerFollowsTheTradesWithoutAWarning(String language) throws Exception {
        var folder = Files.createDirectories(system.folder.resolve(language));
        var orders = Files.writeString(folder.resolve("orders.json"), placed.toString());
        var output = folder.resolve("output.txt");
        var isJava = language.equals("java");

        var process = ExampleConsumers.start(
                language,
                output,
                List.of(
                        isJava ? "--jms" : "--feed",
                        isJava ? system.server.brokerAddress() : system.server.address(),
                        "globex",
                        system.server.accounts().secretOf("globex"),
                        orders.toString(),
                        folder.resolve("ledger").toString(),
                        system.server.signingKey().publicKey().id(),
                        SECONDS));

        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assumeFalse(
                Files.readString(output).startsWith("Install the package"),
                "the language has no package for signatures");
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        assertThat(Files.readAllLines(output))
                .containsAll(trades().stream().map(ExampleConsumersIT::line).toList());
    }

    private static String line(JsonNode trade) {
        return String.join(
                " ",
                trade.path("tradingId").asText(),
                trade.path("order").asText(),
                trade.path("delivery").asText(),
                trade.path("payment").asText());
    }

    private static List<JsonNode> trades() {
        return system.server.json("/api/trades", "globex").valueStream().toList();
    }
}
