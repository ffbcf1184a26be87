package org.coincide.client.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coincide.client.verification.WarningType.CONTENT_MISMATCH;
import static org.coincide.client.verification.WarningType.UNKNOWN_TRADE;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.coincide.client.support.ContractFiles;
import org.junit.jupiter.api.Test;

/** Trading information beside the order that was sent, and beside what was asked to be changed in it. */
class OrderContentTest extends AbstractVerifierTest {

    @Test
    void contentsOtherThanThoseSentAreWarnedOf() {
        warns(story.informationWith(data -> ((ObjectNode) data.at("/shipTo")).put("city", "Paris")), CONTENT_MISMATCH);
        warns(story.informationWith(data -> ((ObjectNode) data.at("/lines/0")).put("quantity", 4)), CONTENT_MISMATCH);
        warns(
                story.informationWith(data -> ((ObjectNode) data.at("/lines/0")).put("unitPrice", "12.51")),
                CONTENT_MISMATCH);
        warns(story.informationWith(data -> data.put("currency", "USD")), CONTENT_MISMATCH);
        warns(story.informationWith(data -> data.put("requestedDelivery", "2026-12-24")), CONTENT_MISMATCH);
    }

    @Test
    void aDigestOtherThanThatOfTheOrderSentIsWarnedOf() {
        warns(story.informationWith(data -> data.put("orderDigest", "0".repeat(64))), CONTENT_MISMATCH);
    }

    @Test
    void anAmendmentThatThisClientAskedForIsBelieved() {
        var amended = amendedOrder();
        coincides(story.information());
        coincides(story.move("order", "ON_HOLD"));
        books.amended(amended);
        coincides(story.amended(amended));
        coincides(story.move("order", "RECEIVED"));
        coincides(story.move("order", "ACCEPTED"));
        assertThat(books.trade(story.tradingId()).orElseThrow().revision()).isEqualTo(2);
    }

    @Test
    void anAmendmentThatNobodyAskedForIsWarnedOf() {
        coincides(story.information());
        coincides(story.move("order", "ON_HOLD"));
        var original = story.order();
        warns(story.amended(amendedOrder()), CONTENT_MISMATCH);
        books.amended(amendedOrder());
        warns(story.amendedWith(data -> ((ObjectNode) data.at("/lines/0")).put("quantity", 8)), CONTENT_MISMATCH);
        assertThat(original).isNotEqualTo(story.order());
    }

    @Test
    void anAmendmentOfATradeThatIsNotInTheLedgerWaitsForItsBeginning() {
        story.information();
        story.move("order", "ON_HOLD");
        books.amended(amendedOrder());
        assertThat(warns(story.amended(amendedOrder()), UNKNOWN_TRADE).awaitedSequence())
                .isEqualTo(1);
    }

    private static ObjectNode amendedOrder() {
        var amended = ContractFiles.order("PO-1");
        ((ObjectNode) amended.at("/lines/0")).put("quantity", 7);
        return amended;
    }
}
