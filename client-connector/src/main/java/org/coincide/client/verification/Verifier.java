package org.coincide.client.verification;

import java.util.Optional;
import org.coincide.client.contract.MessageReader;
import org.coincide.client.contract.ReadResult;
import org.coincide.client.contract.TradingMessage;

/** Judges messages from the server for one client. Keeps nothing, so that one instance may serve many threads. */
public final class Verifier {

    private final String clientId;
    private final MessageReader reader;
    private final Transitions transitions;

    public Verifier(String clientId, MessageReader reader, Transitions transitions) {
        this.clientId = clientId;
        this.reader = reader;
        this.transitions = transitions;
    }

    /** Judges the text of a message against what is known. */
    public Verification verify(String body, LedgerView books) {
        return verify(reader.read(body), books);
    }

    /** Judges a message that was read before. */
    public Verification verify(ReadResult reading, LedgerView books) {
        if (reading instanceof ReadResult.Unreadable unreadable) {
            return new Verification.Warned(
                    Warning.of(WarningType.SCHEMA_INVALID, unreadable.why(), unreadable.glimpse()));
        }
        return judge(new VerificationContext(clientId, ((ReadResult.Readable) reading).message(), books, transitions));
    }

    private static Verification judge(VerificationContext claim) {
        return Rules.IN_ORDER.stream()
                .map(rule -> rule.judge(claim))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> coincident(claim));
    }

    private static Verification coincident(VerificationContext claim) {
        var message = claim.message();
        if (message instanceof TradingMessage.OfInformation information) {
            return new Verification.Coincident(
                    message,
                    claim.trade()
                            .map(trade -> trade.amended(information))
                            .orElseGet(() -> Trade.opened(information, claim.transitions())));
        }
        if (message instanceof TradingMessage.OfProcessing processing) {
            return new Verification.Coincident(
                    message, claim.trade().orElseThrow().after(processing, claim.transitions()));
        }
        return new Verification.Refused(claim.refusal().orElseThrow());
    }
}
