package org.coincide.client.inbox;

import java.util.Collection;
import java.util.Objects;
import java.util.stream.Collectors;
import org.coincide.client.contract.Identifiers;
import org.coincide.client.quarantine.QuarantineLimits;
import org.coincide.client.quarantine.QuarantinedMessages;
import org.coincide.client.quarantine.WarningGroups;
import org.coincide.client.quarantine.Warnings;
import org.coincide.client.requests.WarningPublisher;
import org.springframework.stereotype.Component;

/** Loads the {@link BatchQuarantine} of a batch. */
@Component
record BatchQuarantineLoader(
        QuarantinedMessages messages,
        Warnings warnings,
        WarningGroups groups,
        QuarantineLimits limits,
        WarningPublisher publisher,
        Identifiers identifiers) {

    BatchQuarantine load(Collection<ReceivedMessage> received) {
        var tradingIds = received.stream()
                .map(ReceivedMessage::tradingId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return new BatchQuarantine(this, identifiers, messages.waiting(tradingIds));
    }
}
