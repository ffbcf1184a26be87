package org.coincide.client.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.TradeMessages;
import org.junit.jupiter.api.Test;

/** Warnings about messages that break an invariant of the contract. */
class InvariantWarningsTest extends AbstractVerifierTest {

    @Test
    void eachInvariantOfTheContractIsChecked() {
        assertThat(Invariants.OF_CONTRACT.stream().map(Invariant::id).collect(Collectors.toSet()))
                .isEqualTo(Transitions.ofContract().invariants());
    }

    @Test
    void aCardIsNotChargedMoreThanWasAuthorized() {
        accepted();
        assertBroken("CAPTURED_WITHIN_AUTHORIZED", data -> {
            data.put("payment", "PARTIALLY_PAID");
            amounts(data).put("authorized", "5.00").put("captured", "6.00");
        });
    }

    @Test
    void anInvoiceNeedsNoAuthorization() {
        var order = ContractFiles.order("PO-2");
        order.putObject("payment").put("method", "INVOICE");
        sendOrder(order);
        accepted();
        assertCoincident(messages.next(data -> {
            data.put("payment", "PAID");
            amounts(data).put("captured", "66.90");
        }));
    }

    @Test
    void noMoreIsRefundedThanWasCaptured() {
        accepted();
        assertCoincident(messages.statusChange("payment", "PARTIALLY_PAID"));
        assertBroken("REFUNDED_WITHIN_CAPTURED", data -> {
            data.put("payment", "PARTIALLY_REFUNDED");
            amounts(data).put("refunded", "1.01");
        });
    }

    @Test
    void quantitiesNest() {
        accepted();
        assertCoincident(messages.statusChange("delivery", "PREPARING"));
        assertBroken(
                "QUANTITIES_NEST", data -> line(data.put("delivery", "SHIPPED")).put("shipped", 4));
        assertBroken(
                "QUANTITIES_NEST", data -> line(data.put("delivery", "SHIPPED")).put("delivered", 1));
        assertBroken(
                "QUANTITIES_NEST",
                data -> line(data.put("delivery", "SHIPPED")).put("shipped", 3).put("cancelled", 1));
        assertBroken(
                "QUANTITIES_NEST", data -> line(data.put("delivery", "SHIPPED")).put("returned", 1));
    }

    @Test
    void paidMeansPaidInFullAndViceVersa() {
        accepted();
        assertCoincident(messages.statusChange("payment", "AUTHORIZED"));
        assertBroken(
                "PAID_IN_FULL", data -> amounts(data.put("payment", "PAID")).put("captured", "66.89"));
        assertBroken("PAID_IN_FULL", data -> amounts(data.put("payment", "PARTIALLY_PAID"))
                .put("captured", "66.90"));
    }

    @Test
    void cancelledPiecesNeedNotBePaid() {
        accepted();
        assertCoincident(messages.statusChange("payment", "AUTHORIZED"));
        assertCoincident(messages.next(data -> {
            line(data.put("payment", "PAID")).put("cancelled", 1);
            amounts(data).put("captured", "54.40");
        }));
    }

    @Test
    void aCompletedOrderNeedsFinalDeliveryAndPayment() {
        accepted();
        assertCoincident(messages.statusChange("order", "IN_PROGRESS"));
        assertBroken("COMPLETED_IS_CLOSED", data -> data.put("order", "COMPLETED"));
    }

    @Test
    void nothingShipsBeforeTheOrderIsAccepted() {
        assertCoincident(messages.information());
        assertBroken("NOTHING_SHIPS_UNACCEPTED", data -> line(data.put("delivery", "PREPARING"))
                .put("shipped", 1));
    }

    @Test
    void aCancelledOrderKeepsNothing() {
        accepted();
        assertCoincident(messages.statusChange("payment", "AUTHORIZED"));
        assertCoincident(messages.statusChange("payment", "PAID"));
        assertCoincident(messages.statusChange("order", "CANCELLING"));
        assertCoincident(messages.statusChange("delivery", "CANCELLED"));
        assertBroken("CANCELLED_KEEPS_NOTHING", data -> data.put("order", "CANCELLED"));
        assertCoincident(messages.statusChange("payment", "REFUNDED"));
        assertCoincident(messages.statusChange("order", "CANCELLED"));
    }

    @Test
    void thePreviousStatusesMustBeThoseInTheLedger() {
        accepted();
        var message = messages.preview(data -> data.put("payment", "AUTHORIZED"));
        var forged = MessageEditor.changed(
                message, envelope -> ((ObjectNode) envelope.at("/data/previous")).put("order", "RECEIVED"));
        assertThat(broken(forged)).startsWith("PREVIOUS_MATCHES_LEDGER");
    }

    @Test
    void everyChangedStatusMustBeListed() {
        accepted();
        var message = messages.preview(data -> data.put("payment", "AUTHORIZED"));
        var forged = MessageEditor.changed(message, envelope -> ((ObjectNode) envelope.get("data"))
                .putArray("changed")
                .add("order"));
        assertThat(broken(forged)).startsWith("CHANGED_LISTS_ALL");
    }

    @Test
    void linesTotalAndCurrencyStayAsAgreed() {
        accepted();
        assertBroken("ORDERED_LINES_UNCHANGED", data -> line(data).put("ordered", 4));
        assertBroken("ORDERED_LINES_UNCHANGED", data -> data.withArray("lines").remove(1));
        assertBroken("ORDERED_LINES_UNCHANGED", data -> line(data).put("number", 7));
        assertBroken("ORDERED_TOTAL_UNCHANGED", data -> amounts(data).put("ordered", "66.91"));
        assertBroken("ORDERED_TOTAL_UNCHANGED", data -> amounts(data).put("currency", "USD"));
    }

    @Test
    void amountsAndQuantitiesNeverDecrease() {
        accepted();
        assertCoincident(messages.statusChange("payment", "AUTHORIZED"));
        assertCoincident(messages.statusChange("payment", "PAID"));
        assertCoincident(messages.statusChange("payment", "PARTIALLY_REFUNDED"));
        assertBroken("NOTHING_DECREASES", data -> amounts(data).put("refunded", "0.00"));
    }

    /** The pinned name is checked first, so the rule ONE_SOURCE is only broken after a change of the pin. */
    @Test
    void aTradesMessagesComeFromOneSource() {
        accepted();
        var message = messages.preview(data -> data.put("payment", "AUTHORIZED"));
        var forged = MessageEditor.changed(
                message, envelope -> envelope.put("source", "/elsewhere/trades/" + messages.tradingId()));
        assertWarning(forged, WarningType.WRONG_SERVER);
    }

    @Test
    void informationMustBeConsistentInItself() {
        assertThat(broken(messages.informationWith(data -> data.put("total", "66.91"))))
                .startsWith("TOTAL_IS_SUM");
        assertThat(broken(messages.informationWith(data -> ((ObjectNode) data.at("/lines/1")).put("number", 1))))
                .startsWith("LINE_NUMBERS_UNIQUE");
    }

    @Test
    void anAmendmentHasTheNextRevisionAndNoStatusChange() {
        assertCoincident(messages.information());
        assertCoincident(messages.statusChange("order", "ON_HOLD"));
        var amended = ContractFiles.order("PO-1");
        ((ObjectNode) amended.at("/lines/0")).put("quantity", 7);
        ledger.recordAmendment(amended);
        messages.amended(amended);
        assertThat(broken(messages.amendedWith(data -> data.put("revision", 3))))
                .startsWith("NEXT_REVISION");
        assertCoincident(messages.amendedWith(data -> {}));
        assertThat(ledger.trade(messages.tradingId()).orElseThrow().amounts().ordered())
                .isEqualByComparingTo(messages.amount("ordered"));
        assertCoincident(messages.statusChange("order", "RECEIVED"));
        messages.amended(amended);
        assertThat(broken(messages.amendedWith(data -> {}))).startsWith("AMENDMENT_ONLY_ON_HOLD");
    }

    @Test
    void anOrderBecomesOneTradeAndStaysAccepted() {
        assertCoincident(messages.information());
        assertThat(broken(TradeMessages.of(ContractFiles.order("PO-1")).information()))
                .startsWith("ONE_TRADE_PER_ORDER");
        var refusal = ContractFiles.example("refusal").put("subject", "PO-1");
        ((ObjectNode) refusal.get("data")).put("orderReference", "PO-1");
        assertThat(broken(refusal.toString())).startsWith("ACCEPTED_STAYS_ACCEPTED");
    }

    private void accepted() {
        assertCoincident(messages.information());
        assertCoincident(messages.statusChange("order", "ACCEPTED"));
    }

    private void assertBroken(String invariant, Consumer<ObjectNode> change) {
        assertThat(broken(messages.preview(change))).startsWith(invariant + ":");
    }

    /** The text of the warning that the message raises. */
    private String broken(String message) {
        return assertWarning(message, WarningType.INVARIANT_BROKEN).text();
    }

    private static ObjectNode line(ObjectNode data) {
        return (ObjectNode) data.at("/lines/0");
    }

    private static ObjectNode amounts(ObjectNode data) {
        return (ObjectNode) data.get("amounts");
    }
}
