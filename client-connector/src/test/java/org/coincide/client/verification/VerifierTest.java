package org.coincide.client.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coincide.client.verification.WarningType.AFTER_CLOSE;
import static org.coincide.client.verification.WarningType.CONTENT_MISMATCH;
import static org.coincide.client.verification.WarningType.EQUIVOCATION;
import static org.coincide.client.verification.WarningType.ILLEGAL_TRANSITION;
import static org.coincide.client.verification.WarningType.INVARIANT_BROKEN;
import static org.coincide.client.verification.WarningType.SCHEMA_INVALID;
import static org.coincide.client.verification.WarningType.SEQUENCE_GAP;
import static org.coincide.client.verification.WarningType.UNKNOWN_ORDER;
import static org.coincide.client.verification.WarningType.UNKNOWN_STATUS;
import static org.coincide.client.verification.WarningType.UNKNOWN_TRADE;
import static org.coincide.client.verification.WarningType.WRONG_CLIENT;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import org.coincide.client.contract.MessageReader;
import org.coincide.client.contract.Schemas;
import org.coincide.client.support.Contract;
import org.coincide.client.support.MemoryBooks;
import org.coincide.client.support.Story;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerifierTest {

    private static final Verifier VERIFIER =
            new Verifier("acme", new MessageReader(new Schemas()), Transitions.ofContract());

    private final MemoryBooks books = new MemoryBooks();
    private Story story;

    @BeforeEach
    void anOrderWasSent() {
        var order = Contract.order("PO-1");
        books.sent(order);
        story = Story.of(order);
    }

    @Test
    void anOrdinaryTradeCoincidesFromTheFirstMessageToTheLast() {
        story.ordinary().forEach(this::coincides);

        var trade = books.trade(story.tradingId()).orElseThrow();
        assertThat(trade.closed()).isTrue();
        assertThat(trade.sequence()).isEqualTo(9);
    }

    @Test
    void theContractsOwnExamplesCoincide() {
        var order = Contract.example("order").get("data");
        books.sent(order);

        coincides(Contract.example("information").toString());
        coincides(Contract.example("processing").toString());
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
                enveloped(story.information(), envelope -> envelope.put("source", "/coincide/trades/" + other)),
                SCHEMA_INVALID);
        warns(enveloped(story.information(), envelope -> envelope.put("subject", other)), SCHEMA_INVALID);
    }

    @Test
    void informationAnywhereButAtSequenceOneIsSchemaInvalid() {
        warns(enveloped(story.information(), envelope -> envelope.put("sequence", "0000000002")), SCHEMA_INVALID);
        coincides(story.information());
        var processing = story.move("order", "ACCEPTED");
        warns(enveloped(processing, envelope -> envelope.put("sequence", "0000000001")), SCHEMA_INVALID);
        warns(enveloped(processing, envelope -> envelope.remove("sequence")), SCHEMA_INVALID);
    }

    @Test
    void aMajorVersionAheadIsParkedAsSchemaInvalid() {
        warns(
                enveloped(story.information(), envelope -> envelope.put("type", "trading.information.v2")),
                SCHEMA_INVALID);
        warns(
                enveloped(story.information(), envelope -> envelope.put("dataschema", "urn:coincide:information:2.0")),
                SCHEMA_INVALID);
    }

    @Test
    void aMinorVersionAheadIsReadAndItsUnknownFieldsAreKept() {
        var message = enveloped(story.information(), envelope -> {
            envelope.put("dataschema", "urn:coincide:information:1.7");
            envelope.put("newattribute", "x");
            ((ObjectNode) envelope.get("data")).put("giftWrap", true);
        });

        coincides(message);

        assertThat(books.body(story.tradingId(), 1)).contains(message);
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
        assertThat(warns(story.amended(amendedOrder()), UNKNOWN_TRADE).awaits()).isEqualTo(1);
    }

    private static ObjectNode amendedOrder() {
        var amended = Contract.order("PO-1");
        ((ObjectNode) amended.at("/lines/0")).put("quantity", 7);
        return amended;
    }

    @Test
    void informationForAnotherClientIsWarnedOf() {
        warns(story.informationWith(data -> data.put("clientId", "globex")), WRONG_CLIENT);
    }

    @Test
    void informationOrARefusalForAnOrderNeverSentIsWarnedOf() {
        warns(Story.of(Contract.order("PO-OTHER")).information(), UNKNOWN_ORDER);
        warns(refusal("PO-OTHER"), UNKNOWN_ORDER);
    }

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

        assertThat(warning.awaits()).isEqualTo(2);
        assertThat(warning.sequence()).isEqualTo(3);
    }

    @Test
    void aStatusThatThisVersionDoesNotKnowIsWarnedOfAndNeverCoerced() {
        coincides(story.information());

        warns(story.untold(data -> data.put("order", "ASCENDED")), UNKNOWN_STATUS);
        warns(story.untold(data -> data.put("delivery", "TELEPORTED")), UNKNOWN_STATUS);
        warns(story.untold(data -> data.put("payment", "BARTERED")), UNKNOWN_STATUS);
    }

    @Test
    void aTradeThatBeginsWithAnUnknownOrALaterStatusIsWarnedOf() {
        warns(story.informationWith(data -> ((ObjectNode) data.get("statuses")).put("order", "BORN")), UNKNOWN_STATUS);
        warns(
                story.informationWith(data -> ((ObjectNode) data.get("statuses")).put("payment", "PAID")),
                ILLEGAL_TRANSITION);
    }

    @Test
    void aStepThatTheLifecycleDoesNotAllowIsWarnedOf() {
        coincides(story.information());

        warns(story.untold(data -> data.put("order", "COMPLETED")), ILLEGAL_TRANSITION);
        warns(story.untold(data -> data.put("delivery", "DELIVERED")), ILLEGAL_TRANSITION);
        warns(story.untold(data -> data.put("payment", "REFUNDED")), ILLEGAL_TRANSITION);
    }

    @Test
    void aHoldEndsWhereItCameFrom() {
        coincides(story.information());
        coincides(story.move("order", "ACCEPTED"));
        coincides(story.move("order", "ON_HOLD"));
        coincides(story.move("payment", "AUTHORIZED"));

        warns(story.untold(data -> data.put("order", "IN_PROGRESS")), ILLEGAL_TRANSITION);
        warns(story.untold(data -> data.put("order", "RECEIVED")), ILLEGAL_TRANSITION);
        warns(story.untold(data -> data.put("order", "CANCELLED")), ILLEGAL_TRANSITION);
        coincides(story.move("order", "ACCEPTED"));
    }

    @Test
    void onlyAnOrderHeldFromTheStartMayBeCancelledAtOnce() {
        coincides(story.information());
        coincides(story.move("order", "ON_HOLD"));
        coincides(story.move("order", "CANCELLED"));
    }

    @Test
    void anythingButReturnsAndRefundsAfterTheCloseIsWarnedOf() {
        coincides(story.information());
        coincides(story.move("payment", "FAILED"));
        coincides(story.move("delivery", "CANCELLED"));
        coincides(story.move("order", "CANCELLED"));
        assertThat(books.trade(story.tradingId()).orElseThrow().closed()).isTrue();

        warns(story.untold(data -> data.put("payment", "PENDING")), AFTER_CLOSE);
        warns(story.untold(data -> {}), AFTER_CLOSE);
    }

    @Test
    void returnsAndRefundsMayFollowTheClose() {
        story.ordinary().forEach(this::coincides);

        coincides(story.move("delivery", "PARTIALLY_RETURNED"));
        coincides(story.move("payment", "PARTIALLY_REFUNDED"));
        coincides(story.move("delivery", "RETURNED"));
        coincides(story.move("payment", "REFUNDED"));
        assertThat(books.trade(story.tradingId()).orElseThrow().closed()).isTrue();
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

    private Verification verify(String message) {
        return VERIFIER.verify(message, books);
    }

    private void coincides(String message) {
        assertThat(books.apply(verify(message))).isInstanceOf(Verification.Coincident.class);
    }

    /** The message gives the warning, and leaves the books as they were. */
    private Warning warns(String message, WarningType type) {
        var before = books.toString();
        var verification = books.apply(verify(message));
        assertThat(verification).isInstanceOf(Verification.Warned.class);
        var warning = ((Verification.Warned) verification).warning();
        assertThat(warning.type()).as(warning.text()).isEqualTo(type);
        assertThat(books).hasToString(before);
        return warning;
    }

    private static String enveloped(String message, Consumer<ObjectNode> change) {
        return Messages.changed(message, change);
    }

    private static String refusal(String reference) {
        var refusal = Contract.example("refusal");
        ((ObjectNode) refusal.get("data")).put("orderReference", reference);
        return refusal.put("subject", reference).toString();
    }
}
