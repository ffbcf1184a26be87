package org.coincide.client.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coincide.client.verification.WarningType.AFTER_CLOSE;
import static org.coincide.client.verification.WarningType.ILLEGAL_TRANSITION;
import static org.coincide.client.verification.WarningType.UNKNOWN_STATUS;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** Warnings about statuses and transitions that the lifecycles do not allow. */
class TransitionRulesTest extends AbstractVerifierTest {

    @Test
    void anUnknownStatusRaisesAWarning() {
        assertCoincident(messages.information());

        assertWarning(messages.preview(data -> data.put("order", "ASCENDED")), UNKNOWN_STATUS);
        assertWarning(messages.preview(data -> data.put("delivery", "TELEPORTED")), UNKNOWN_STATUS);
        assertWarning(messages.preview(data -> data.put("payment", "BARTERED")), UNKNOWN_STATUS);
    }

    @Test
    void anImpossibleInitialStatusRaisesAWarning() {
        assertWarning(
                messages.informationWith(data -> ((ObjectNode) data.get("statuses")).put("order", "BORN")),
                UNKNOWN_STATUS);
        assertWarning(
                messages.informationWith(data -> ((ObjectNode) data.get("statuses")).put("payment", "PAID")),
                ILLEGAL_TRANSITION);
    }

    @Test
    void anIllegalTransitionRaisesAWarning() {
        assertCoincident(messages.information());

        assertWarning(messages.preview(data -> data.put("order", "COMPLETED")), ILLEGAL_TRANSITION);
        assertWarning(messages.preview(data -> data.put("delivery", "DELIVERED")), ILLEGAL_TRANSITION);
        assertWarning(messages.preview(data -> data.put("payment", "REFUNDED")), ILLEGAL_TRANSITION);
    }

    @Test
    void aHoldEndsInTheStatusBeforeTheHold() {
        assertCoincident(messages.information());
        assertCoincident(messages.statusChange("order", "ACCEPTED"));
        assertCoincident(messages.statusChange("order", "ON_HOLD"));
        assertCoincident(messages.statusChange("payment", "AUTHORIZED"));

        assertWarning(messages.preview(data -> data.put("order", "IN_PROGRESS")), ILLEGAL_TRANSITION);
        assertWarning(messages.preview(data -> data.put("order", "RECEIVED")), ILLEGAL_TRANSITION);
        assertWarning(messages.preview(data -> data.put("order", "CANCELLED")), ILLEGAL_TRANSITION);
        assertCoincident(messages.statusChange("order", "ACCEPTED"));
    }

    @Test
    void anOrderHeldFromTheStartMayBeCancelled() {
        assertCoincident(messages.information());
        assertCoincident(messages.statusChange("order", "ON_HOLD"));
        assertCoincident(messages.statusChange("order", "CANCELLED"));
    }

    @Test
    void aStatusChangeAfterTheCloseRaisesAWarning() {
        assertCoincident(messages.information());
        assertCoincident(messages.statusChange("payment", "FAILED"));
        assertCoincident(messages.statusChange("delivery", "CANCELLED"));
        assertCoincident(messages.statusChange("order", "CANCELLED"));
        assertThat(ledger.trade(messages.tradingId()).orElseThrow().closed()).isTrue();

        assertWarning(messages.preview(data -> data.put("payment", "PENDING")), AFTER_CLOSE);
        assertWarning(messages.preview(data -> {}), AFTER_CLOSE);
    }

    @Test
    void returnsAndRefundsMayFollowTheClose() {
        messages.completeTrade().forEach(this::assertCoincident);
        ledger.recordRequest(messages.tradingId(), "RETURN", "return-1");

        assertCoincident(messages.statusChange("delivery", "PARTIALLY_RETURNED"));
        assertCoincident(messages.statusChange("payment", "PARTIALLY_REFUNDED"));
        assertCoincident(messages.statusChange("delivery", "RETURNED"));
        assertCoincident(messages.statusChange("payment", "REFUNDED"));
        assertThat(ledger.trade(messages.tradingId()).orElseThrow().closed()).isTrue();
    }
}
