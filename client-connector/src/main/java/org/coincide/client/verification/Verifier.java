package org.coincide.client.verification;

import java.util.Optional;
import org.coincide.client.contract.MessageReader;
import org.coincide.client.contract.ReadResult;
import org.coincide.client.contract.TradingMessage;

/** Verifies messages from the server for one client. Stateless and therefore thread-safe. */
public final class Verifier {

    private final String clientId;
    private final MessageReader reader;
    private final Transitions transitions;
    private final MessageBounds bounds;

    public Verifier(String clientId, MessageReader reader, Transitions transitions, MessageBounds bounds) {
        this.clientId = clientId;
        this.reader = reader;
        this.transitions = transitions;
        this.bounds = bounds;
    }

    /** Verifies the text of a message against sent orders and ledger. */
    public Verification verify(String body, LedgerView ledger) {
        return verify(reader.read(body), ledger);
    }

    /** Verifies a message that has already been read. */
    public Verification verify(ReadResult result, LedgerView ledger) {
        if (result instanceof ReadResult.Invalid invalid) {
            return new Verification.Warned(Warning.of(WarningType.SCHEMA_INVALID, invalid.reason(), invalid.header()));
        }
        return verify(
                new VerificationContext(clientId, ((ReadResult.Valid) result).message(), ledger, transitions, bounds));
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
        return Replay.apply(context.trade(), context.message(), context.transitions())
                .<Verification>map(trade -> new Verification.Coincident(context.message(), trade))
                .orElseGet(() -> new Verification.Refused(context.refusal().orElseThrow()));
    }
}
