package org.coincide.client.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.stream.Stream;

/** The command {@code warnings}: lists the warnings by trade and type with their state, the open ones first. */
final class WarningsCommand implements Command {

    @Override
    public int run(Arguments arguments, ConnectorClient connector, Output output) throws IOException {
        if (!arguments.operands().isEmpty()) {
            return output.refuse("The command warnings takes no further arguments.");
        }
        return output.printList(
                connector.get("/api/warnings/groups"),
                WarningsCommand::lines,
                "GET /api/warnings/groups?offset= has the others.");
    }

    private static Stream<String> lines(JsonNode group) {
        var warning = "%s %s %s %s, %s: %s"
                .formatted(
                        group.path("latestAt").asText(),
                        group.path("state").asText(),
                        group.path("type").asText(),
                        group.has("tradingId")
                                ? "trade " + group.path("tradingId").asText()
                                : "no verified trade",
                        times(group.path("count").asLong()),
                        group.path("text").asText());
        return group.has("note")
                ? Stream.of(
                        warning,
                        "  acknowledged %s: %s"
                                .formatted(
                                        group.path("acknowledgedAt").asText(),
                                        group.path("note").asText()))
                : Stream.of(warning);
    }

    private static String times(long count) {
        return count == 1 ? "once" : count + " times";
    }
}
