package org.coincide.client.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command {@code order FILE}: places the orders of a file, or names its faults. */
final class OrderCommand implements Command {

    @Override
    public int run(Arguments arguments, ConnectorClient connector, Output output) throws IOException {
        if (arguments.operands().size() != 1) {
            return output.refuse("The command order needs one file.");
        }
        var name = arguments.operands().get(0);
        byte[] body;
        try {
            body = Files.readAllBytes(Path.of(name));
        } catch (InvalidPathException e) {
            return output.refuse("The name of the file is invalid: " + name + ".");
        } catch (NoSuchFileException e) {
            return output.refuse("The file does not exist: " + name + ".");
        } catch (IOException e) {
            return output.refuse("The file cannot be read: " + name + ".");
        }
        if (body.length == 0) {
            return output.refuse("The file is empty: " + name + ".");
        }
        var json = name.toLowerCase(Locale.ROOT).endsWith(".json");
        var reply = connector.post(
                "/api/order-files?place=true", json ? "application/json" : "text/csv;charset=UTF-8", body);
        int code = output.print(reply, OrderCommand::placed);
        if (!reply.isSuccess() && !output.isJson()) {
            Output.elements(reply.body().path("errors"))
                    .map(fault -> fault(fault, json))
                    .forEach(output::error);
        }
        return code;
    }

    private static Stream<String> placed(JsonNode result) {
        long placed = result.path("placed").asLong();
        return Stream.of(placed + (placed == 1 ? " order placed, " : " orders placed, ")
                + result.path("placedEarlier").asLong() + " placed earlier");
    }

    private static String fault(JsonNode fault, boolean json) {
        return Stream.of(
                                json ? "order" : "line",
                                fault.path("place").asText(),
                                fault.path("orderReference").asText(),
                                fault.path("field").asText())
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(" "))
                + ": " + fault.path("text").asText();
    }
}
