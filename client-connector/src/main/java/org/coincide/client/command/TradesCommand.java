package org.coincide.client.command;

import java.io.IOException;
import java.util.stream.Stream;

/** The command {@code trades [TEXT]}: lists trades, newest first. */
final class TradesCommand implements Command {

    @Override
    public int run(Arguments arguments, ConnectorClient connector, Output output) throws IOException {
        if (arguments.operands().size() > 1) {
            return output.refuse("The command trades takes one text.");
        }
        var query = arguments.operands().stream()
                .map(text -> "?q=" + ConnectorClient.encoded(text))
                .findFirst()
                .orElse("");
        return output.printList(
                connector.get("/api/trades" + query),
                trade -> Stream.of(TradeText.summary(trade)),
                "Search with a text to see others.");
    }
}
