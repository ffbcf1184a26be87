package org.coincide.client.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.function.Function;
import java.util.stream.Stream;

/** The output of a command: results, as text or JSON, and errors. */
final class Output {

    private final PrintStream out;
    private final PrintStream errors;
    private final boolean json;

    /** @param json true for results as JSON only */
    Output(PrintStream out, PrintStream errors, boolean json) {
        this.out = out;
        this.errors = errors;
        this.json = json;
    }

    /** Prints the connector's response as JSON, as lines of text, or its problem; returns the exit code. */
    int print(ConnectorClient.Reply reply, Function<JsonNode, Stream<String>> lines) {
        if (json) {
            out.println(reply.body());
        } else if (reply.isSuccess()) {
            lines.apply(reply.body()).forEach(line -> out.println(printable(line)));
        } else {
            error(reply.body().path("detail").asText());
        }
        return reply.isSuccess() ? ExitCode.DONE : ExitCode.NEGATIVE;
    }

    /**
     * Prints a list of the connector, and says if it is only the beginning.
     *
     * @param rest how the rest is found
     */
    int printList(ConnectorClient.Reply reply, Function<JsonNode, Stream<String>> lines, String rest) {
        int code =
                print(reply, list -> Stream.of(list).flatMap(Output::elements).flatMap(lines));
        if (!json && reply.isSuccess()) {
            reply.total()
                    .filter(total -> Long.parseLong(total) > reply.body().size())
                    .ifPresent(total -> error("The first " + reply.body().size() + " of " + total + ". " + rest));
        }
        return code;
    }

    boolean isJson() {
        return json;
    }

    void error(String text) {
        errors.println(printable(text));
    }

    /** Refuses the arguments; returns the exit code. */
    int refuse(String text) {
        error(text + " See --help.");
        return ExitCode.USAGE;
    }

    static Stream<JsonNode> elements(JsonNode list) {
        return list.valueStream();
    }

    /** Replaces control characters, with which a message could write to the terminal. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
