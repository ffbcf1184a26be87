package org.coincide.client.literal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.coincide.client.contract.ContractSchemas;
import org.coincide.client.contract.MessageReader;
import org.coincide.client.contract.ReadResult;
import org.coincide.client.contract.TradingMessage;
import org.coincide.client.signatures.PublicKey;
import org.coincide.client.signatures.SignedMessageReader;
import org.coincide.client.signatures.TrustedKeys;
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
    private TrustedKeys keys;
    private SignedMessageReader pinned;

    BothReaders(String client) {
        literal = new LiteralReader(client, BothReaders::isValid);
        verifier = new Verifier(client, "coincide", READER, TRANSITIONS, ANY);
    }

    static boolean isValid(String body) {
        return READER.read(body) instanceof ReadResult.Valid;
    }

    /** Records what a step of the conformance kit pins or sends: keys, an order, a request or an amendment. */
    void send(JsonNode step) {
        if (step.has("pinned")) {
            pin(step.path("pinned"));
        } else if (step.has("sent")) {
            sent(step.path("sent"));
        } else if (step.has("requested")) {
            requested(step.path("requested"));
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

    /** Records a request: its trade, kind and id. */
    void requested(JsonNode request) {
        literal.requested(request);
        ledger.recordRequest(
                request.path("tradingId").asText(),
                request.path("kind").asText(),
                request.path("id").asText());
    }

    void requestedAmendment(JsonNode order) {
        literal.requestedAmendment(order);
        ledger.recordAmendment(order);
    }

    /** The rules without which a message would have had another verdict. */
    Set<String> decisiveRules() {
        return literal.decisiveRules();
    }

    /** Returns the verdict on which both agree. */
    String receive(String body) {
        return receive(body, null);
    }

    /** Returns the verdict on which both agree; the signature counts if keys are pinned. */
    String receive(String body, String signature) {
        ReadResult read = pinned == null ? READER.read(body) : pinned.read(body, signature);
        Verification verification = ledger.apply(verifier.verify(read, ledger));
        String connector = verdict(verification);
        assertThat(literal.receive(body, signature))
                .as("verdict on %s with the signature %s", body, signature)
                .isEqualTo(connector);
        if (verification instanceof Verification.Announced announced) {
            apply(announced.message(), SignedMessageReader.keyId(signature));
        }
        return connector;
    }

    /** As the connector does, which stores the keys, too. */
    private void apply(TradingMessage.OfKey message, String by) {
        if (message.data().announced() != null) {
            try {
                keys.trust(PublicKey.of(message.data().announced().x()), by);
            } catch (IllegalArgumentException noKey) {
                assertThat(noKey).hasMessageMatching(".*(Ed25519|base64url).*");
            }
        }
        message.data().revoked().forEach(kid -> keys.revoke(kid, by));
    }

    private void pin(JsonNode thumbprints) {
        literal.pin(thumbprints);
        keys = new TrustedKeys(
                List.of(), thumbprints.valueStream().map(JsonNode::asText).toList(), List.of());
        pinned = new SignedMessageReader(READER, keys, true);
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
