package org.coincide.client.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coincide.client.verification.WarningType.EQUIVOCATION;
import static org.coincide.client.verification.WarningType.ILLEGAL_TRANSITION;
import static org.coincide.client.verification.WarningType.INVARIANT_BROKEN;
import static org.coincide.client.verification.WarningType.SEQUENCE_GAP;
import static org.coincide.client.verification.WarningType.UNKNOWN_ORDER;
import static org.coincide.client.verification.WarningType.UNKNOWN_STATUS;
import static org.coincide.client.verification.WarningType.UNKNOWN_TRADE;
import static org.coincide.client.verification.WarningType.WRONG_CLIENT;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.TradeMessages;
import org.junit.jupiter.api.Test;

/** What the verifier makes of a message beside what its client knows: the trade, its place in it, whom it is for. */
class VerifierTest extends AbstractVerifierTest {

    @Test
    void anOrdinaryTradeCoincidesFromTheFirstMessageToTheLast() {
        story.ordinary().forEach(this::coincides);

        var trade = books.trade(story.tradingId()).orElseThrow();
        assertThat(trade.closed()).isTrue();
        assertThat(trade.sequence()).isEqualTo(9);
    }

    @Test
    void theContractsOwnExamplesCoincide() {
        var order = ContractFiles.example("order").get("data");
        books.sent(order);

        coincides(ContractFiles.example("information").toString());
        coincides(ContractFiles.example("processing").toString());
    }

    @Test
    void theSameMessageAgainIsADuplicateAndNoWarning() {
        var information = story.information();
        coincides(information);

        assertThat(verify(information)).isEqualTo(new Verification.Duplicate(story.tradingId(), 1));
    }

    @Test
    void aRefusalOfAnOrderIsNoWarning() {
        assertThat(verify(refusal("PO-1"))).isInstanceOf(Verification.Refused.class);
    }

    @Test
    void informationForAnotherClientIsWarnedOf() {
        warns(story.informationWith(data -> data.put("clientId", "globex")), WRONG_CLIENT);
    }

    @Test
    void informationOrARefusalForAnOrderNeverSentIsWarnedOf() {
        warns(TradeMessages.of(ContractFiles.order("PO-OTHER")).information(), UNKNOWN_ORDER);
        warns(refusal("PO-OTHER"), UNKNOWN_ORDER);
    }

    @Test
    void processingOfATradeThatIsNotInTheLedgerIsNotCoincident() {
        story.information();
        warns(story.move("order", "ACCEPTED"), UNKNOWN_TRADE);
    }

    @Test
    void aSequenceHeldAlreadyWithOtherContentIsEquivocation() {
        coincides(story.information());
        coincides(story.move("order", "ACCEPTED"));

        warns(story.processing(data -> data.put("order", "REJECTED")), EQUIVOCATION);
        warns(story.informationWith(data -> data.put("acceptedAt", "2026-11-24T09:00:02Z")), EQUIVOCATION);
    }

    @Test
    void aSequenceBeyondTheNextIsAGapAndSaysWhatItWaitsFor() {
        coincides(story.information());
        story.move("order", "ACCEPTED");

        var warning = warns(story.move("order", "IN_PROGRESS"), SEQUENCE_GAP);

        assertThat(warning.awaitedSequence()).isEqualTo(2);
        assertThat(warning.sequence()).isEqualTo(3);
    }

    @Test
    void warningsNameTheMessage() {
        var warning = warns(story.informationWith(data -> data.put("clientId", "globex")), WRONG_CLIENT);

        assertThat(warning.tradingId()).isEqualTo(story.tradingId());
        assertThat(warning.sequence()).isEqualTo(1);
        assertThat(warning.eventSource()).isEqualTo("/coincide/trades/" + story.tradingId());
        assertThat(warning.eventId()).isNotBlank();
        assertThat(warning.text()).contains("globex");
    }

    @Test
    void theFirstWarningInTheContractsOrderIsTheOneGiven() {
        warns(
                story.informationWith(data -> data.put("clientId", "globex").put("orderReference", "PO-OTHER")),
                WRONG_CLIENT);
        coincides(story.information());
        warns(story.untold(data -> data.put("order", "ASCENDED").put("delivery", "DELIVERED")), UNKNOWN_STATUS);
        assertThat(INVARIANT_BROKEN).isGreaterThan(ILLEGAL_TRANSITION);
    }

    private static String refusal(String reference) {
        var refusal = ContractFiles.example("refusal");
        ((ObjectNode) refusal.get("data")).put("orderReference", reference);
        return refusal.put("subject", reference).toString();
    }
}
