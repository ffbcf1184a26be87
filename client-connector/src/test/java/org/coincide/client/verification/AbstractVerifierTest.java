package org.coincide.client.verification;

import static org.assertj.core.api.Assertions.assertThat;

import org.coincide.client.contract.ContractSchemas;
import org.coincide.client.contract.MessageReader;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.InMemoryLedger;
import org.coincide.client.support.TradeMessages;
import org.junit.jupiter.api.BeforeEach;

/** A client that has sent one order, and the verifier that judges what the server says of it. */
abstract class AbstractVerifierTest {

    private static final Verifier VERIFIER =
            new Verifier("acme", new MessageReader(new ContractSchemas()), Transitions.ofContract());

    final InMemoryLedger books = new InMemoryLedger();
    TradeMessages story;

    @BeforeEach
    void anOrderWasSent() {
        var order = ContractFiles.order("PO-1");
        books.sent(order);
        story = TradeMessages.of(order);
    }

    Verification verify(String message) {
        return VERIFIER.verify(message, books);
    }

    void coincides(String message) {
        assertThat(books.apply(verify(message))).isInstanceOf(Verification.Coincident.class);
    }

    /** The message gives the warning, and leaves the books as they were. */
    Warning warns(String message, WarningType type) {
        var before = books.toString();
        var verification = books.apply(verify(message));
        assertThat(verification).isInstanceOf(Verification.Warned.class);
        var warning = ((Verification.Warned) verification).warning();
        assertThat(warning.type()).as(warning.text()).isEqualTo(type);
        assertThat(books).hasToString(before);
        return warning;
    }
}
