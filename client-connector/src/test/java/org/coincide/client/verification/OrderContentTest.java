package org.coincide.client.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coincide.client.verification.WarningType.CONTENT_MISMATCH;
import static org.coincide.client.verification.WarningType.UNKNOWN_TRADE;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.coincide.client.support.ContractFiles;
import org.junit.jupiter.api.Test;

/** Comparison of the trading information with the order that was sent and with the requested amendments. */
class OrderContentTest extends AbstractVerifierTest {

    @Test
    void contentThatDiffersFromTheOrderRaisesAWarning() {
        assertWarning(
                messages.informationWith(data -> ((ObjectNode) data.at("/shipTo")).put("city", "Paris")),
                CONTENT_MISMATCH);
        assertWarning(
                messages.informationWith(data -> ((ObjectNode) data.at("/lines/0")).put("quantity", 4)),
                CONTENT_MISMATCH);
        assertWarning(
                messages.informationWith(data -> ((ObjectNode) data.at("/lines/0")).put("unitPrice", "12.51")),
                CONTENT_MISMATCH);
        assertWarning(messages.informationWith(data -> data.put("currency", "USD")), CONTENT_MISMATCH);
        assertWarning(messages.informationWith(data -> data.put("requestedDelivery", "2026-12-24")), CONTENT_MISMATCH);
    }

    @Test
    void aDigestThatDiffersFromTheOrdersRaisesAWarning() {
        assertWarning(messages.informationWith(data -> data.put("orderDigest", "0".repeat(64))), CONTENT_MISMATCH);
    }

    @Test
    void aRequestedAmendmentIsCoincident() {
        var amended = amendedOrder();
        assertCoincident(messages.information());
        assertCoincident(messages.statusChange("order", "ON_HOLD"));
        ledger.recordAmendment(amended);
        assertCoincident(messages.amended(amended));
        assertCoincident(messages.statusChange("order", "RECEIVED"));
        assertCoincident(messages.statusChange("order", "ACCEPTED"));
        assertThat(ledger.trade(messages.tradingId()).orElseThrow().revision()).isEqualTo(2);
    }

    @Test
    void anUnrequestedAmendmentRaisesAWarning() {
        assertCoincident(messages.information());
        assertCoincident(messages.statusChange("order", "ON_HOLD"));
        var original = messages.order();
        assertWarning(messages.amended(amendedOrder()), CONTENT_MISMATCH);
        ledger.recordAmendment(amendedOrder());
        assertWarning(
                messages.amendedWith(data -> ((ObjectNode) data.at("/lines/0")).put("quantity", 8)), CONTENT_MISMATCH);
        assertThat(original).isNotEqualTo(messages.order());
    }

    @Test
    void anAmendmentOfAnUnknownTradeAwaitsSequenceOne() {
        messages.information();
        messages.statusChange("order", "ON_HOLD");
        ledger.recordAmendment(amendedOrder());
        assertThat(assertWarning(messages.amended(amendedOrder()), UNKNOWN_TRADE)
                        .awaitedSequence())
                .isEqualTo(1);
    }

    private static ObjectNode amendedOrder() {
        var amended = ContractFiles.order("PO-1");
        ((ObjectNode) amended.at("/lines/0")).put("quantity", 7);
        return amended;
    }
}
