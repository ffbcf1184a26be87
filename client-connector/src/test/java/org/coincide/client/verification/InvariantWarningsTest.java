package org.coincide.client.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.coincide.client.contract.ContractSchemas;
import org.coincide.client.contract.MessageReader;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.InMemoryLedger;
import org.coincide.client.support.TradeMessages;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InvariantWarningsTest {

    private static final Transitions TRANSITIONS = Transitions.ofContract();
    private static final Verifier VERIFIER =
            new Verifier("acme", new MessageReader(new ContractSchemas()), TRANSITIONS);

    private final InMemoryLedger books = new InMemoryLedger();
    private TradeMessages story;

    @BeforeEach
    void anOrderWasSent() {
        follow(ContractFiles.order("PO-1"));
    }

    @Test
    void eachInvariantOfTheContractIsChecked() {
        assertThat(Invariants.OF_CONTRACT.stream().map(Invariant::id).collect(Collectors.toSet()))
                .isEqualTo(TRANSITIONS.invariants());
    }

    @Test
    void aCardIsNotChargedMoreThanWasAuthorized() {
        accepted();
        breaks("CAPTURED_WITHIN_AUTHORIZED", data -> {
            data.put("payment", "PARTIALLY_PAID");
            amounts(data).put("authorized", "5.00").put("captured", "6.00");
        });
    }

    @Test
    void anInvoiceNeedsNoAuthorization() {
        var order = ContractFiles.order("PO-2");
        order.putObject("payment").put("method", "INVOICE");
        follow(order);
        accepted();
        coincides(story.tell(data -> {
            data.put("payment", "PAID");
            amounts(data).put("captured", "66.90");
        }));
    }

    @Test
    void noMoreIsRefundedThanWasCaptured() {
        accepted();
        coincides(story.move("payment", "PARTIALLY_PAID"));
        breaks("REFUNDED_WITHIN_CAPTURED", data -> {
            data.put("payment", "PARTIALLY_REFUNDED");
            amounts(data).put("refunded", "1.01");
        });
    }

    @Test
    void quantitiesNest() {
        accepted();
        coincides(story.move("delivery", "PREPARING"));
        breaks("QUANTITIES_NEST", data -> line(data.put("delivery", "SHIPPED")).put("shipped", 4));
        breaks("QUANTITIES_NEST", data -> line(data.put("delivery", "SHIPPED")).put("delivered", 1));
        breaks(
                "QUANTITIES_NEST",
                data -> line(data.put("delivery", "SHIPPED")).put("shipped", 3).put("cancelled", 1));
        breaks("QUANTITIES_NEST", data -> line(data.put("delivery", "SHIPPED")).put("returned", 1));
    }

    @Test
    void paidMeansPaidInFullAndTheOtherWayRound() {
        accepted();
        coincides(story.move("payment", "AUTHORIZED"));
        breaks("PAID_IN_FULL", data -> amounts(data.put("payment", "PAID")).put("captured", "66.89"));
        breaks("PAID_IN_FULL", data -> amounts(data.put("payment", "PARTIALLY_PAID"))
                .put("captured", "66.90"));
    }

    @Test
    void whatIsCancelledIsNotToBePaid() {
        accepted();
        coincides(story.move("payment", "AUTHORIZED"));
        coincides(story.tell(data -> {
            line(data.put("payment", "PAID")).put("cancelled", 1);
            amounts(data).put("captured", "54.40");
        }));
    }

    @Test
    void completedNeedsDeliveryAndPaymentToBeAtAnEnd() {
        accepted();
        coincides(story.move("order", "IN_PROGRESS"));
        breaks("COMPLETED_IS_CLOSED", data -> data.put("order", "COMPLETED"));
    }

    @Test
    void nothingShipsBeforeTheOrderIsAccepted() {
        coincides(story.information());
        breaks("NOTHING_SHIPS_UNACCEPTED", data -> line(data.put("delivery", "PREPARING"))
                .put("shipped", 1));
    }

    @Test
    void aCancelledOrderKeepsNothing() {
        accepted();
        coincides(story.move("payment", "AUTHORIZED"));
        coincides(story.move("payment", "PAID"));
        coincides(story.move("order", "CANCELLING"));
        coincides(story.move("delivery", "CANCELLED"));
        breaks("CANCELLED_KEEPS_NOTHING", data -> data.put("order", "CANCELLED"));
        coincides(story.move("payment", "REFUNDED"));
        coincides(story.move("order", "CANCELLED"));
    }

    @Test
    void theStatusesSaidToBePreviousMustBeThoseStored() {
        accepted();
        var message = story.untold(data -> data.put("payment", "AUTHORIZED"));
        var forged = MessageEditor.changed(
                message, envelope -> ((ObjectNode) envelope.at("/data/previous")).put("order", "RECEIVED"));
        assertThat(broken(forged)).startsWith("PREVIOUS_MATCHES_LEDGER");
    }

    @Test
    void whatMovesMustBeNamedAsChanged() {
        accepted();
        var message = story.untold(data -> data.put("payment", "AUTHORIZED"));
        var forged = MessageEditor.changed(message, envelope -> ((ObjectNode) envelope.get("data"))
                .putArray("changed")
                .add("order"));
        assertThat(broken(forged)).startsWith("CHANGED_LISTS_ALL");
    }

    @Test
    void linesTotalAndCurrencyStayAsAgreed() {
        accepted();
        breaks("ORDERED_LINES_UNCHANGED", data -> line(data).put("ordered", 4));
        breaks("ORDERED_LINES_UNCHANGED", data -> data.withArray("lines").remove(1));
        breaks("ORDERED_LINES_UNCHANGED", data -> line(data).put("number", 7));
        breaks("ORDERED_TOTAL_UNCHANGED", data -> amounts(data).put("ordered", "66.91"));
        breaks("ORDERED_TOTAL_UNCHANGED", data -> amounts(data).put("currency", "USD"));
    }

    @Test
    void whatIsDoneIsNotUndone() {
        accepted();
        coincides(story.move("payment", "AUTHORIZED"));
        coincides(story.move("payment", "PAID"));
        coincides(story.move("payment", "PARTIALLY_REFUNDED"));
        breaks("NOTHING_DECREASES", data -> amounts(data).put("refunded", "0.00"));
    }

    @Test
    void aTradesMessagesComeFromOneSource() {
        accepted();
        var message = story.untold(data -> data.put("payment", "AUTHORIZED"));
        var forged = MessageEditor.changed(
                message, envelope -> envelope.put("source", "/elsewhere/trades/" + story.tradingId()));
        assertThat(broken(forged)).startsWith("ONE_SOURCE");
    }

    @Test
    void informationMustBeSoundInItself() {
        assertThat(broken(story.informationWith(data -> data.put("total", "66.91"))))
                .startsWith("TOTAL_IS_SUM");
        assertThat(broken(story.informationWith(data -> ((ObjectNode) data.at("/lines/1")).put("number", 1))))
                .startsWith("LINE_NUMBERS_UNIQUE");
    }

    @Test
    void anAmendmentFollowsTheRevisionBeforeAndMovesNoStatus() {
        coincides(story.information());
        coincides(story.move("order", "ON_HOLD"));
        var amended = ContractFiles.order("PO-1");
        ((ObjectNode) amended.at("/lines/0")).put("quantity", 7);
        books.amended(amended);
        story.amended(amended);
        assertThat(broken(story.amendedWith(data -> data.put("revision", 3)))).startsWith("NEXT_REVISION");
        coincides(story.amendedWith(data -> {}));
        assertThat(books.trade(story.tradingId()).orElseThrow().amounts().ordered())
                .isEqualByComparingTo(story.amount("ordered"));
        coincides(story.move("order", "RECEIVED"));
        story.amended(amended);
        assertThat(broken(story.amendedWith(data -> {}))).startsWith("AMENDMENT_ONLY_ON_HOLD");
    }

    @Test
    void anOrderBecomesOneTradeAndStaysAccepted() {
        coincides(story.information());
        assertThat(broken(TradeMessages.of(ContractFiles.order("PO-1")).information()))
                .startsWith("ONE_TRADE_PER_ORDER");
        var refusal = ContractFiles.example("refusal").put("subject", "PO-1");
        ((ObjectNode) refusal.get("data")).put("orderReference", "PO-1");
        assertThat(broken(refusal.toString())).startsWith("ACCEPTED_STAYS_ACCEPTED");
    }

    private void follow(ObjectNode order) {
        books.sent(order);
        story = TradeMessages.of(order);
    }

    private void accepted() {
        coincides(story.information());
        coincides(story.move("order", "ACCEPTED"));
    }

    private void coincides(String message) {
        var verification = books.apply(VERIFIER.verify(message, books));
        assertThat(verification).isInstanceOf(Verification.Coincident.class);
    }

    private void breaks(String invariant, Consumer<ObjectNode> change) {
        assertThat(broken(story.untold(change))).startsWith(invariant + ":");
    }

    private String broken(String message) {
        var before = books.toString();
        var verification = books.apply(VERIFIER.verify(message, books));
        assertThat(verification).isInstanceOf(Verification.Warned.class);
        var warning = ((Verification.Warned) verification).warning();
        assertThat(warning.type()).as(warning.text()).isEqualTo(WarningType.INVARIANT_BROKEN);
        assertThat(books).hasToString(before);
        return warning.text();
    }

    private static ObjectNode line(ObjectNode data) {
        return (ObjectNode) data.at("/lines/0");
    }

    private static ObjectNode amounts(ObjectNode data) {
        return (ObjectNode) data.get("amounts");
    }
}
