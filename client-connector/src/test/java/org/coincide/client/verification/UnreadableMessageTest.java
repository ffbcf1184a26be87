package org.coincide.client.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coincide.client.verification.WarningType.SCHEMA_INVALID;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** What is no message of the contract, and what still is one of a version ahead. */
class UnreadableMessageTest extends AbstractVerifierTest {

    @Test
    void whatIsNoJsonIsSchemaInvalid() {
        warns("{", SCHEMA_INVALID);
        warns("", SCHEMA_INVALID);
        warns("[]", SCHEMA_INVALID);
        warns("{} {}", SCHEMA_INVALID);
        warns("{\"id\":1,\"id\":2}", SCHEMA_INVALID);
    }

    @Test
    void aTradingIdThatDiffersBetweenDataSubjectAndSourceIsSchemaInvalid() {
        var other = "00000000-0000-4000-8000-000000000000";

        warns(story.informationWith(data -> data.put("tradingId", other)), SCHEMA_INVALID);
        warns(
                MessageEditor.changed(
                        story.information(), envelope -> envelope.put("source", "/coincide/trades/" + other)),
                SCHEMA_INVALID);
        warns(MessageEditor.changed(story.information(), envelope -> envelope.put("subject", other)), SCHEMA_INVALID);
    }

    @Test
    void informationAnywhereButAtSequenceOneIsSchemaInvalid() {
        warns(
                MessageEditor.changed(story.information(), envelope -> envelope.put("sequence", "0000000002")),
                SCHEMA_INVALID);
        coincides(story.information());
        var processing = story.move("order", "ACCEPTED");
        warns(MessageEditor.changed(processing, envelope -> envelope.put("sequence", "0000000001")), SCHEMA_INVALID);
        warns(MessageEditor.changed(processing, envelope -> envelope.remove("sequence")), SCHEMA_INVALID);
    }

    @Test
    void aMajorVersionAheadIsParkedAsSchemaInvalid() {
        warns(
                MessageEditor.changed(story.information(), envelope -> envelope.put("type", "trading.information.v2")),
                SCHEMA_INVALID);
        warns(
                MessageEditor.changed(
                        story.information(), envelope -> envelope.put("dataschema", "urn:coincide:information:2.0")),
                SCHEMA_INVALID);
    }

    @Test
    void aMinorVersionAheadIsReadAndItsUnknownFieldsAreKept() {
        var message = MessageEditor.changed(story.information(), envelope -> {
            envelope.put("dataschema", "urn:coincide:information:1.7");
            envelope.put("newattribute", "x");
            ((ObjectNode) envelope.get("data")).put("giftWrap", true);
        });

        coincides(message);

        assertThat(books.body(story.tradingId(), 1)).contains(message);
    }
}
