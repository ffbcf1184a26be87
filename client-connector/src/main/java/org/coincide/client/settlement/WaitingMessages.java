package org.coincide.client.settlement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.coincide.client.contract.Identifiers;
import org.coincide.client.quarantine.QuarantinedMessage;
import org.coincide.client.quarantine.QuarantinedMessage.State;
import org.coincide.client.quarantine.QuarantinedMessages;
import org.coincide.client.quarantine.RaisedWarning;
import org.coincide.client.quarantine.WarningGroups;
import org.coincide.client.quarantine.Warnings;
import org.coincide.client.requests.WarningPublisher;
import org.coincide.client.signatures.SignedMessageReader;
import org.coincide.client.verification.Verification;
import org.coincide.client.verification.Verifier;
import org.springframework.stereotype.Component;

/**
 * The messages that waited for one before them. After a settlement those whose turn has come and that it has not applied do not follow the
 * chosen version: nothing would verify them before the next message of the trade.
 */
@Component
class WaitingMessages {

    private final Verifier verifier;
    private final SignedMessageReader signed;
    private final QuarantinedMessages quarantine;
    private final Warnings warnings;
    private final WarningGroups groups;
    private final WarningPublisher publisher;
    private final Identifiers identifiers;

    WaitingMessages(
            Verifier verifier,
            SignedMessageReader signed,
            QuarantinedMessages quarantine,
            Warnings warnings,
            WarningGroups groups,
            WarningPublisher publisher,
            Identifiers identifiers) {
        this.verifier = verifier;
        this.signed = signed;
        this.quarantine = quarantine;
        this.warnings = warnings;
        this.groups = groups;
        this.publisher = publisher;
        this.identifiers = identifiers;
    }

    /** Verifies the messages whose turn has come, and raises the warnings about them. */
    void verify(String tradingId, SettledTrade decided, Instant now) {
        List<QuarantinedMessage> verified = new ArrayList<>();
        List<RaisedWarning> raised = new ArrayList<>();
        for (var message : quarantine.waiting(Set.of(tradingId))) {
            if (message.sequence() <= decided.next()) {
                var content = quarantine.content(message.id()).orElseThrow();
                var verification = verifier.verify(signed.read(content.body(), content.signature()), decided);
                if (verification instanceof Verification.Warned warned) {
                    verified.add(message.withState(State.KEPT, warned.warning().type()));
                    raised.add(new RaisedWarning(identifiers.next(), now, warned.warning(), message.id()));
                } else if (verification instanceof Verification.Duplicate) {
                    verified.add(message.withState(State.APPLIED, message.warning()));
                }
            }
        }
        quarantine.update(verified);
        warnings.insert(raised);
        groups.add(raised);
        publisher.publish(raised.stream().map(RaisedWarning::warning).toList());
    }
}
