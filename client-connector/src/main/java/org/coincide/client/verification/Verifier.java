package org.coincide.client.verification;

import java.util.Optional;
import org.coincide.client.contract.MessageReader;
import org.coincide.client.contract.ReadResult;
import org.coincide.client.contract.TradingMessage;
import org.coincide.client.contract.UnverifiedHeader;

/** Verifies messages from the server for one client. Stateless and therefore thread-safe. */
public final class Verifier {

    private final String clientId;
    private final String serverName;
    private final MessageReader reader;
    private final Transitions transitions;
    private final MessageBounds bounds;

    public Verifier(
            String clientId, String serverName, MessageReader reader, Transitions transitions, MessageBounds bounds) {
        this.clientId = clientId;
        this.serverName = serverName;
        this.reader = reader;
        this.transitions = transitions;
        this.bounds = bounds;
    }

    /** Verifies the text of a message, whose signature was verified before, against sent orders and ledger. */
    public Verification verify(String body, LedgerView ledger) {
        return verify(reader.read(body), ledger);
    }

    /** Verifies a message that has already been read. */
    public Verification verify(ReadResult result, LedgerView ledger) {
        if (result instanceof ReadResult.Untrusted untrusted) {
            return warned(WarningType.valueOf(untrusted.fault().name()), untrusted.reason(), untrusted.header());
        }
        if (result instanceof ReadResult.Invalid invalid) {
            return isOfAnotherServer(invalid.header().eventSource())
                    ? warned(
                            WarningType.WRONG_SERVER,
                            wrongServer(invalid.header().eventSource()),
                            invalid.header())
                    : warned(WarningType.SCHEMA_INVALID, invalid.reason(), invalid.header());
        }
        var message = ((ReadResult.Valid) result).message();
        var context = new VerificationContext(clientId, message, ledger, transitions, bounds);
        var source = message.envelope().source();
        return isOfAnotherServer(source)
                ? new Verification.Warned(Warning.of(WarningType.WRONG_SERVER, wrongServer(source), context))
                : verify(context);
    }

    private static Verification warned(WarningType type, String text, UnverifiedHeader header) {
        return new Verification.Warned(Warning.of(type, text, header));
    }

    private boolean isOfAnotherServer(String source) {
        return source != null && !source.startsWith("/" + serverName + "/");
    }

    private String wrongServer(String source) {
        return "the source is " + source + ", this client's server is /" + serverName;
    }

    private static Verification verify(VerificationContext context) {
        return Rules.IN_ORDER.stream()
                .map(rule -> rule.check(context))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> coincident(context));
    }

    private static Verification coincident(VerificationContext context) {
        if (context.message() instanceof TradingMessage.OfStatement statement) {
            return new Verification.Stated(statement);
        }
        if (context.message() instanceof TradingMessage.OfKey key) {
            return new Verification.Announced(key);
        }
        return Replay.apply(context.trade(), context.message(), context.transitions())
                .<Verification>map(trade -> new Verification.Coincident(context.message(), trade))
                .orElseGet(() -> new Verification.Refused(context.refusal().orElseThrow()));
    }
}
