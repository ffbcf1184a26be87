package org.coincide.client.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** The command {@code trade ID}: shows a trade, by its trading identifier or order number. */
final class TradeCommand implements Command {

    /** The largest page of the API. */
    private static final int PAGE = 1_000;

    @Override
    public int run(Arguments arguments, ConnectorClient connector, Output output) throws IOException {
        if (arguments.operands().size() != 1) {
            return output.refuse("The command trade needs one trading identifier or order number.");
        }
        var name = arguments.operands().get(0);
        var offset = 0;
        ConnectorClient.Reply page;
        do {
            page = connector.get(
                    "/api/trades?limit=" + PAGE + "&offset=" + offset + "&q=" + ConnectorClient.encoded(name));
            for (var trade : page.body()) {
                if (isNamed(trade, name)) {
                    return output.print(
                            connector.get(
                                    "/api/trades/" + trade.path("tradingId").asText()),
                            TradeText::details);
                }
            }
            offset += PAGE;
        } while (page.isSuccess() && page.body().size() == PAGE);
        if (!page.isSuccess()) {
            return output.print(page, TradeText::details);
        }
        output.error("The ledger does not contain a trade " + name + ". Check the name.");
        return ExitCode.NEGATIVE;
    }

    private static boolean isNamed(JsonNode trade, String name) {
        return name.equals(trade.path("tradingId").asText())
                || name.equals(trade.path("orderReference").asText());
    }
}
