package org.coincide.client.contract;

import java.util.Optional;

/** Checks that the parts of one message are consistent: the trading identifier, and revision and sequence. */
final class MessageConsistency {

    private MessageConsistency() {}

    static Optional<String> violation(TradingMessage message) {
        if (message instanceof TradingMessage.OfInformation information) {
            return ofTrade(information.envelope(), information.data().tradingId())
                    .or(() -> when(
                            information.envelope().sequence() < 1
                                    || (information.envelope().sequence() == 1)
                                            != (information.data().revision() == 1),
                            "trading information of revision "
                                    + information.data().revision() + " cannot have sequence "
                                    + information.envelope().sequence()
                                    + ": sequence 1 is reserved for revision 1, and there is no sequence 0"));
        }
        if (message instanceof TradingMessage.OfProcessing processing) {
            return ofTrade(processing.envelope(), processing.data().tradingId())
                    .or(() -> when(
                            processing.envelope().sequence() < 2,
                            "trading processing cannot have sequence "
                                    + processing.envelope().sequence()
                                    + ": sequence 1 is reserved for trading information"));
        }
        if (message instanceof TradingMessage.OfStatement statement) {
            return when(
                            !statement
                                    .data()
                                    .clientId()
                                    .equals(statement.envelope().subject()),
                            "the subject is " + statement.envelope().subject() + " but the data's clientId is "
                                    + statement.data().clientId())
                    .or(() -> when(
                            (statement.data().number() == 1)
                                    != (statement.data().previousDigest() == null),
                            "statement " + statement.data().number() + " has previousDigest "
                                    + statement.data().previousDigest() + ": only number 1 has none"));
        }
        return Optional.empty();
    }

    private static Optional<String> ofTrade(Envelope envelope, String tradingId) {
        return when(
                        !tradingId.equals(envelope.subject()),
                        "the subject is " + envelope.subject() + " but the data's tradingId is " + tradingId)
                .or(() -> when(
                        !isSourceOf(tradingId, envelope.source()),
                        "the source " + envelope.source() + " does not end with /trades/" + tradingId));
    }

    /** Matches {@code /{server}/trades/{tradingId}}, with any name for the server. */
    private static boolean isSourceOf(String tradingId, String source) {
        var end = "/trades/" + tradingId;
        return source.startsWith("/")
                && source.endsWith(end)
                && source.indexOf('/', 1) == source.length() - end.length();
    }

    private static Optional<String> when(boolean violated, String text) {
        return violated ? Optional.of(text) : Optional.empty();
    }
}
