package org.coincide.client.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coincide.client.verification.WarningType.SCHEMA_INVALID;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** Messages that violate the contract's schemas, and messages of newer versions. */
class UnreadableMessageTest extends AbstractVerifierTest {

    @Test
    void textThatIsNotJsonIsSchemaInvalid() {
        assertWarning("{", SCHEMA_INVALID);
        assertWarning("", SCHEMA_INVALID);
        assertWarning("[]", SCHEMA_INVALID);
        assertWarning("{} {}", SCHEMA_INVALID);
        assertWarning("{\"id\":1,\"id\":2}", SCHEMA_INVALID);
    }

    @Test
    void differingTradingIdsInOneMessageAreSchemaInvalid() {
        var other = "00000000-0000-4000-8000-000000000000";

        assertWarning(messages.informationWith(data -> data.put("tradingId", other)), SCHEMA_INVALID);
        assertWarning(
                MessageEditor.changed(
                        messages.information(), envelope -> envelope.put("source", "/coincide/trades/" + other)),
                SCHEMA_INVALID);
        assertWarning(
                MessageEditor.changed(messages.information(), envelope -> envelope.put("subject", other)),
                SCHEMA_INVALID);
    }

    @Test
    void informationAtALaterSequenceIsSchemaInvalid() {
        assertWarning(
                MessageEditor.changed(messages.information(), envelope -> envelope.put("sequence", "0000000002")),
                SCHEMA_INVALID);
        assertCoincident(messages.information());
        var processing = messages.statusChange("order", "ACCEPTED");
        assertWarning(
                MessageEditor.changed(processing, envelope -> envelope.put("sequence", "0000000001")), SCHEMA_INVALID);
        assertWarning(MessageEditor.changed(processing, envelope -> envelope.remove("sequence")), SCHEMA_INVALID);
    }

    @Test
    void aNewerMajorVersionIsSchemaInvalid() {
        assertWarning(
                MessageEditor.changed(
                        messages.information(), envelope -> envelope.put("type", "trading.information.v2")),
                SCHEMA_INVALID);
        assertWarning(
                MessageEditor.changed(
                        messages.information(), envelope -> envelope.put("dataschema", "urn:coincide:information:2.0")),
                SCHEMA_INVALID);
    }

    @Test
    void aNewerMinorVersionIsReadAndItsUnknownFieldsAreKept() {
        var message = MessageEditor.changed(messages.information(), envelope -> {
            envelope.put("dataschema", "urn:coincide:information:1.7");
            envelope.put("newattribute", "x");
            ((ObjectNode) envelope.get("data")).put("giftWrap", true);
        });

        assertCoincident(message);

        assertThat(ledger.body(messages.tradingId(), 1)).contains(message);
    }
}
