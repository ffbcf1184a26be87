package org.coincide.client.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.stream.Stream;

/** The command {@code rebuild}: requests a full statement and every message of its trades again. */
final class RebuildCommand implements Command {

    @Override
    public int run(Arguments arguments, ConnectorClient connector, Output output) throws IOException {
        if (!arguments.operands().isEmpty()) {
            return output.refuse("The command rebuild takes no further arguments.");
        }
        return output.print(connector.post("/api/rebuild", "application/json", new byte[0]), RebuildCommand::started);
    }

    private static Stream<String> started(JsonNode rebuild) {
        return Stream.of("Rebuild " + rebuild.path("state").asText() + ", started at "
                + rebuild.path("startedAt").asText() + ". GET /api/rebuild shows when it is done.");
    }
}
