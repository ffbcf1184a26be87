package org.coincide.client.contract;

import java.util.Optional;

/** What the parts of one message must agree on: the trading identifier, and the place of information in its trade. */
final class MessageConsistency {

    private MessageConsistency() {}

    static Optional<String> broken(TradingMessage message) {
        if (message instanceof TradingMessage.OfInformation information) {
            return ofTrade(information.envelope(), information.data().tradingId())
                    .or(() -> when(
                            (information.envelope().sequence() == 1)
                                    != (information.data().revision() == 1),
                            "trading information of revision "
                                    + information.data().revision() + " cannot have sequence "
                                    + information.envelope().sequence()
                                    + ": sequence 1 is the first revision's, and no other's"));
        }
        if (message instanceof TradingMessage.OfProcessing processing) {
            return ofTrade(processing.envelope(), processing.data().tradingId())
                    .or(() -> when(
                            processing.envelope().sequence() < 2,
                            "trading processing cannot have sequence "
                                    + processing.envelope().sequence() + ": 1 is the trading information's"));
        }
        return Optional.empty();
    }

    private static Optional<String> ofTrade(Envelope envelope, String tradingId) {
        return when(
                        !tradingId.equals(envelope.subject()),
                        "the subject names " + envelope.subject() + " but the data " + tradingId)
                .or(() -> when(
                        !isSourceOf(tradingId, envelope.source()),
                        "the source " + envelope.source() + " is not that of trade " + tradingId));
    }

    /** {@code /{server}/trades/{tradingId}}, with any name for the server. */
    private static boolean isSourceOf(String tradingId, String source) {
        var end = "/trades/" + tradingId;
        return source.startsWith("/")
                && source.endsWith(end)
                && source.indexOf('/', 1) == source.length() - end.length();
    }

    private static Optional<String> when(boolean broken, String text) {
        return broken ? Optional.of(text) : Optional.empty();
    }
}
