package org.coincide.client.literal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.coincide.client.contract.ContractSchemas;
import org.coincide.client.contract.MessageReader;
import org.coincide.client.contract.ReadResult;
import org.coincide.client.support.InMemoryLedger;
import org.coincide.client.verification.MessageBounds;
import org.coincide.client.verification.Transitions;
import org.coincide.client.verification.Verification;
import org.coincide.client.verification.Verifier;
import org.coincide.client.verification.WarningType;

/** The literal reader and the connector's verifier, which receive the same messages and must reach the same verdicts. */
final class BothReaders {

    private static final MessageReader READER = new MessageReader(new ContractSchemas());
    private static final Transitions TRANSITIONS = Transitions.ofContract();

    /** Bounds are settings of each client; here they bound nothing. */
    private static final MessageBounds ANY = new MessageBounds(
            Set.of("*"), Duration.ofDays(36500), Duration.ofDays(36500), Duration.ofDays(36500), Clock.systemUTC());

    private final LiteralReader literal;
    private final Verifier verifier;
    private final InMemoryLedger ledger = new InMemoryLedger();

    BothReaders(String client) {
        literal = new LiteralReader(client, body -> READER.read(body) instanceof ReadResult.Valid);
        verifier = new Verifier(client, "coincide", READER, TRANSITIONS, ANY);
    }

    /** Records what a step of the conformance kit sends: an order or an amendment. */
    void send(JsonNode step) {
        if (step.has("sent")) {
            sent(step.path("sent"));
        } else {
            requestedAmendment(step.path("amended"));
        }
    }

    void sent(JsonNode order) {
        literal.sent(order);
        if (ledger.order(order.path("orderReference").asText()).isEmpty()) {
            ledger.recordOrder(order);
        }
    }

    void requestedAmendment(JsonNode order) {
        literal.requestedAmendment(order);
        ledger.recordAmendment(order);
    }

    /** Returns the verdict on which both agree. */
    String receive(String body) {
        String connector = verdict(ledger.apply(verifier.verify(body, ledger)));
        assertThat(literal.receive(body)).as("verdict on %s", body).isEqualTo(connector);
        return connector;
    }

    private static String verdict(Verification verification) {
        if (verification instanceof Verification.Warned warned) {
            String type = warned.warning().type().name();
            return warned.warning().type() == WarningType.INVARIANT_BROKEN
                    ? type + " " + warned.warning().text().replaceFirst(":.*", "")
                    : type;
        }
        return verification.getClass().getSimpleName().toUpperCase(Locale.ROOT);
    }
}
