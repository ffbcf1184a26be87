package org.coincide.client.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.coincide.client.contract.ContractSchemas;
import org.coincide.client.contract.MessageReader;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.InMemoryLedger;
import org.coincide.client.support.TradeMessages;
import org.junit.jupiter.api.BeforeEach;

/** A verifier, the ledger of a client that has sent one order, and the generator of the trade's messages. */
abstract class AbstractVerifierTest {

    private static final Verifier VERIFIER = new Verifier(
            "acme",
            "coincide",
            new MessageReader(new ContractSchemas()),
            Transitions.ofContract(),
            TestBounds.ORDINARY);

    final InMemoryLedger ledger = new InMemoryLedger();
    TradeMessages messages;

    @BeforeEach
    void sendOrder() {
        sendOrder(ContractFiles.order("PO-1"));
    }

    void sendOrder(ObjectNode order) {
        ledger.recordOrder(order);
        messages = TradeMessages.of(order);
    }

    Verification verify(String message) {
        return VERIFIER.verify(message, ledger);
    }

    void assertCoincident(String message) {
        assertThat(ledger.apply(verify(message))).isInstanceOf(Verification.Coincident.class);
    }

    /** Asserts that the message raises the warning and does not change the ledger. */
    Warning assertWarning(String message, WarningType type) {
        var before = ledger.toString();
        var verification = ledger.apply(verify(message));
        assertThat(verification).isInstanceOf(Verification.Warned.class);
        var warning = ((Verification.Warned) verification).warning();
        assertThat(warning.type()).as(warning.text()).isEqualTo(type);
        assertThat(ledger).hasToString(before);
        return warning;
    }
}
