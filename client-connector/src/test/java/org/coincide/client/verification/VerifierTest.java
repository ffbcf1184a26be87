package org.coincide.client.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coincide.client.verification.WarningType.CHAIN_BROKEN;
import static org.coincide.client.verification.WarningType.EQUIVOCATION;
import static org.coincide.client.verification.WarningType.ILLEGAL_TRANSITION;
import static org.coincide.client.verification.WarningType.INVARIANT_BROKEN;
import static org.coincide.client.verification.WarningType.SCHEMA_INVALID;
import static org.coincide.client.verification.WarningType.SEQUENCE_GAP;
import static org.coincide.client.verification.WarningType.UNKNOWN_ORDER;
import static org.coincide.client.verification.WarningType.UNKNOWN_REQUEST;
import static org.coincide.client.verification.WarningType.UNKNOWN_STATUS;
import static org.coincide.client.verification.WarningType.UNKNOWN_TRADE;
import static org.coincide.client.verification.WarningType.WRONG_CLIENT;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.TradeMessages;
import org.junit.jupiter.api.Test;

/** Verification of a message's addressee, order, trade and sequence. */
class VerifierTest extends AbstractVerifierTest {

    @Test
    void allMessagesOfAnOrdinaryTradeAreCoincident() {
        messages.completeTrade().forEach(this::assertCoincident);

        var trade = ledger.trade(messages.tradingId()).orElseThrow();
        assertThat(trade.closed()).isTrue();
        assertThat(trade.sequence()).isEqualTo(9);
    }

    @Test
    void theContractsExamplesAreCoincident() {
        var order = ContractFiles.example("order").get("data");
        ledger.recordOrder(order);

        assertCoincident(ContractFiles.text("examples/information.json"));
        assertCoincident(ContractFiles.text("examples/processing.json"));
        assertCoincident(ContractFiles.text("examples/processing-with-action.json"));
    }

    @Test
    void aRepeatedMessageIsADuplicateWithoutWarning() {
        var information = messages.information();
        assertCoincident(information);

        assertThat(verify(information)).isEqualTo(new Verification.Duplicate(messages.tradingId(), 1));
    }

    @Test
    void aRefusalOfAnOrderRaisesNoWarning() {
        assertThat(verify(refusal("PO-1"))).isInstanceOf(Verification.Refused.class);
    }

    @Test
    void informationForAnotherClientRaisesAWarning() {
        assertWarning(messages.informationWith(data -> data.put("clientId", "globex")), WRONG_CLIENT);
    }

    @Test
    void aMessageAboutAnUnknownOrderRaisesAWarning() {
        assertWarning(TradeMessages.of(ContractFiles.order("PO-OTHER")).information(), UNKNOWN_ORDER);
        assertWarning(refusal("PO-OTHER"), UNKNOWN_ORDER);
    }

    @Test
    void aRefusalOfARequestNeverMadeRaisesAWarning() {
        ledger.recordRequest(messages.tradingId(), "CANCELLATION", "request-1");

        assertThat(verify(refusal("CANCELLATION", messages.tradingId(), "request-1")))
                .isInstanceOf(Verification.Refused.class);
        assertThat(verify(refusal("CANCELLATION", messages.tradingId(), null)))
                .isInstanceOf(Verification.Refused.class);
        for (var kind : List.of("CANCELLATION", "RETURN", "AMENDMENT")) {
            assertWarning(refusal(kind, messages.tradingId(), "request-2"), UNKNOWN_REQUEST);
        }
        assertWarning(refusal("RETURN", messages.tradingId(), "request-1"), UNKNOWN_REQUEST);
        assertWarning(refusal("RETURN", messages.tradingId(), null), UNKNOWN_REQUEST);
        assertWarning(refusal("CANCELLATION", UUID.randomUUID().toString(), "request-1"), UNKNOWN_REQUEST);
        assertWarning(refusal("CANCELLATION", null, "request-1"), UNKNOWN_REQUEST);
        assertWarning(refusal("MESSAGE", null, null), UNKNOWN_REQUEST);
        assertWarning(refusal("ORDER", null, null), UNKNOWN_REQUEST);
    }

    /** A server could otherwise cancel in the name of a client that has only amended its order. */
    @Test
    void aChangeByThisClientNeedsItsCancellation() {
        assertCoincident(messages.information());
        ledger.recordRequest(messages.tradingId(), "AMENDMENT", "request-0");
        var cancelled = messages.preview(data -> data.put("order", "CANCELLED")
                .put("delivery", "CANCELLED")
                .putObject("actor")
                .put("kind", "CLIENT")
                .put("name", "acme"));

        assertWarning(cancelled, UNKNOWN_REQUEST);
        ledger.recordRequest(messages.tradingId(), "CANCELLATION", "request-1");
        assertCoincident(cancelled);
    }

    @Test
    void returnedPiecesNeedARequestToReturn() {
        messages.completeTrade().forEach(this::assertCoincident);
        ledger.recordRequest(messages.tradingId(), "CANCELLATION", "request-1");
        var returned = messages.statusChange("delivery", "PARTIALLY_RETURNED");

        assertWarning(returned, UNKNOWN_REQUEST);
        ledger.recordRequest(messages.tradingId(), "RETURN", "request-2");
        assertCoincident(returned);
    }

    @Test
    void processingOfAnUnknownTradeRaisesAWarning() {
        messages.information();
        assertWarning(messages.statusChange("order", "ACCEPTED"), UNKNOWN_TRADE);
    }

    @Test
    void anAmendmentWithSequenceZeroIsInvalid() {
        assertCoincident(messages.information());
        assertCoincident(messages.statusChange("order", "ON_HOLD"));
        var amended = ContractFiles.order("PO-1");
        ledger.recordAmendment(amended);
        var message = messages.amended(amended).replace("\"0000000003\"", "\"0000000000\"");

        assertWarning(message, SCHEMA_INVALID);
    }

    @Test
    void aKeyIsOutsideOfTradesWhateverItsSubject() {
        assertCoincident(messages.information());
        var key = ContractFiles.example("key").put("subject", messages.tradingId());

        assertThat(verify(key.toString())).isInstanceOf(Verification.Announced.class);
        assertThat(verify(key.put("sequence", "0000000001").toString())).isInstanceOf(Verification.Announced.class);
    }

    @Test
    void otherContentAtAKnownSequenceIsEquivocation() {
        assertCoincident(messages.information());
        assertCoincident(messages.statusChange("order", "ACCEPTED"));

        assertWarning(messages.latest(data -> data.put("order", "REJECTED")), EQUIVOCATION);
        assertWarning(messages.informationWith(data -> data.put("acceptedAt", "2026-11-24T09:00:02Z")), EQUIVOCATION);
    }

    @Test
    void aSkippedSequenceIsAGapThatNamesTheMissingOne() {
        assertCoincident(messages.information());
        messages.statusChange("order", "ACCEPTED");

        var warning = assertWarning(messages.statusChange("order", "IN_PROGRESS"), SEQUENCE_GAP);

        assertThat(warning.awaitedSequence()).isEqualTo(2);
        assertThat(warning.sequence()).isEqualTo(3);
    }

    @Test
    void aMessageThatNamesAnotherPredecessorBreaksTheChain() {
        assertWarning(messages.informationWith(data -> data.put("previousDigest", "0".repeat(64))), CHAIN_BROKEN);
        assertCoincident(messages.information());
        assertWarning(messages.preview(data -> data.put("order", "ACCEPTED").putNull("previousDigest")), CHAIN_BROKEN);
        assertCoincident(messages.statusChange("order", "ACCEPTED"));
    }

    @Test
    void aWarningIdentifiesTheMessage() {
        var warning = assertWarning(messages.informationWith(data -> data.put("clientId", "globex")), WRONG_CLIENT);

        assertThat(warning.tradingId()).isEqualTo(messages.tradingId());
        assertThat(warning.sequence()).isEqualTo(1);
        assertThat(warning.eventSource()).isEqualTo("/coincide/trades/" + messages.tradingId());
        assertThat(warning.eventId()).isNotBlank();
        assertThat(warning.text()).contains("globex");
    }

    @Test
    void theFirstWarningInTheContractsOrderIsRaised() {
        assertWarning(
                messages.informationWith(data -> data.put("clientId", "globex").put("orderReference", "PO-OTHER")),
                WRONG_CLIENT);
        assertCoincident(messages.information());
        assertWarning(
                messages.preview(data -> data.put("order", "ASCENDED").put("delivery", "DELIVERED")), UNKNOWN_STATUS);
        assertThat(INVARIANT_BROKEN).isGreaterThan(ILLEGAL_TRANSITION);
    }

    private static String refusal(String kind, String tradingId, String requestId) {
        var refusal = ContractFiles.example("refusal");
        var data = (ObjectNode) refusal.get("data");
        data.remove("orderReference");
        data.put("refused", kind);
        if (tradingId != null) {
            data.put("tradingId", tradingId);
        }
        if (requestId != null) {
            data.put("requestId", requestId);
        }
        return refusal.put("subject", tradingId == null ? "ID:1" : tradingId).toString();
    }

    private static String refusal(String reference) {
        var refusal = ContractFiles.example("refusal");
        ((ObjectNode) refusal.get("data")).put("orderReference", reference);
        return refusal.put("subject", reference).toString();
    }
}
