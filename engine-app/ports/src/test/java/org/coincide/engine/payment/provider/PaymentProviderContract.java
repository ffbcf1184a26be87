package org.coincide.engine.payment.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;
import org.coincide.engine.adapters.ReportOutcome;
import org.coincide.engine.payment.Amount;
import org.coincide.engine.payment.RefundOutcome;
import org.coincide.engine.payment.RefundOutcome.Failed;
import org.coincide.engine.payment.RefundOutcome.Pending;
import org.coincide.engine.payment.RefundOutcome.Refunded;
import org.coincide.engine.payment.provider.AuthorizationOutcome.Authorized;
import org.coincide.engine.payment.provider.AuthorizationOutcome.ConfirmationRequired;
import org.coincide.engine.payment.provider.AuthorizationOutcome.Declined;
import org.coincide.engine.payment.provider.CaptureOutcome.Captured;
import org.coincide.engine.payment.provider.PaymentEvent.AuthorizationChanged;
import org.coincide.engine.payment.provider.PaymentEvent.DisputeOpened;
import org.coincide.engine.payment.provider.PaymentEvent.RefundChanged;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Contract of a payment provider. An adapter's test extends this class, and runs the adapter against a fake of the provider. An
 * optional token that the fake does not have skips the tests that need it.
 */
public abstract class PaymentProviderContract {

    private static final Amount FIFTY = eur("50.00");
    private static final Amount TWENTY = eur("20.00");

    private final String trade = UUID.randomUUID().toString();
    private final RecordedPaymentEvents events = new RecordedPaymentEvents();

    /** The adapter. */
    protected abstract PaymentProvider provider();

    /** A card that is approved. */
    protected abstract String approvedToken();

    /** A card that is declined. */
    protected abstract String declinedToken();

    /** A card whose first authorization takes effect, but whose response is lost. */
    protected abstract String tokenWithLostResponse();

    /** The amount that the provider holds for an authorization, or held before its capture, in minor units. */
    protected abstract long authorizedMinorUnits(AuthorizationRequest request, String reference);

    /**
     * Lets the provider deliver its events, once each, through the adapter to these events. The provider delivers an event again, at
     * the next call, that was answered {@link ReportOutcome#RETRY} or {@link ReportOutcome#UNKNOWN}.
     */
    protected abstract void deliverEvents(PaymentEvents to);

    /** A card whose holder has to confirm, and confirms before the next {@link #deliverEvents}. */
    protected Optional<String> tokenWithConfirmation() {
        return Optional.empty();
    }

    /** A card whose authorizations are expired when they are captured. */
    protected Optional<String> tokenThatExpires() {
        return Optional.empty();
    }

    /** A card whose refunds are pending, and fail before the next {@link #deliverEvents}. */
    protected Optional<String> tokenWithFailingRefund() {
        return Optional.empty();
    }

    /** A card whose holder disputes a capture before the next {@link #deliverEvents}. */
    protected Optional<String> tokenWithDispute() {
        return Optional.empty();
    }

    @Test
    void aRepeatedKeyReturnsTheFirstAuthorization() {
        AuthorizationRequest request = authorization(approvedToken(), FIFTY);
        AuthorizationOutcome first = provider().authorize(request);
        assertThat(first).isInstanceOf(Authorized.class);
        assertThat(provider().authorize(request)).isEqualTo(first);
        assertThat(provider().findAuthorization(new Authorization(request, referenceOf(first))))
                .contains(first);
    }

    @ParameterizedTest
    @CsvSource({"12.50, EUR, 1250", "1250, JPY, 1250", "1.250, BHD, 1250"})
    void amountsAreCountedInTheMinorUnitsOfTheirCurrency(BigDecimal value, String currency, long minorUnits) {
        AuthorizationRequest request = authorization(approvedToken(), new Amount(value, currency));
        String reference = referenceOf(provider().authorize(request));
        assertThat(authorizedMinorUnits(request, reference)).isEqualTo(minorUnits);
    }

    @Test
    void aDeclinedCardIsDeclinedForGood() {
        AuthorizationRequest request = authorization(declinedToken(), FIFTY);
        assertThat(provider().authorize(request)).isInstanceOf(Declined.class);
        assertThat(provider().authorize(request)).isInstanceOf(Declined.class);
    }

    @Test
    void anUnknownOutcomeIsFoundOrCanBeRepeated() {
        AuthorizationRequest request = authorization(tokenWithLostResponse(), FIFTY);
        assertThatThrownBy(() -> provider().authorize(request)).isInstanceOf(ProviderUnavailableException.class);
        AuthorizationOutcome outcome = provider()
                .findAuthorization(new Authorization(request, null))
                .orElseGet(() -> provider().authorize(request));
        assertThat(outcome).isInstanceOf(Authorized.class);
        assertThat(provider().authorize(request)).as("no second authorization").isEqualTo(outcome);
    }

    @Test
    void nothingIsFoundUnderAnUnusedKey() {
        AuthorizationRequest request = authorization(approvedToken(), FIFTY);
        assertThat(provider().findAuthorization(new Authorization(request, null)))
                .isEmpty();
    }

    @Test
    void aRepeatedKeyReturnsTheFirstCapture() {
        Authorization held = held(approvedToken());
        CaptureRequest request = capture("1", held, TWENTY, false);
        CaptureOutcome first = provider().capture(request);
        assertThat(first).isInstanceOf(Captured.class);
        assertThat(provider().capture(request)).isEqualTo(first);
        assertThat(provider().findCapture(new Capture(request, ((Captured) first).reference())))
                .contains(first);
    }

    @Test
    void anAuthorizationIsCapturedInPartsWhereSupported() {
        assumeThat(provider().captureSupport()).isEqualTo(CaptureSupport.IN_PARTS);
        Authorization held = held(approvedToken());
        assertThat(provider().capture(capture("1", held, TWENTY, false))).isInstanceOf(Captured.class);
        assertThat(provider().capture(capture("2", held, eur("30.00"), true))).isInstanceOf(Captured.class);
    }

    @Test
    void anAuthorizationIsCapturedOnceWhereSupported() {
        assumeThat(provider().captureSupport()).isEqualTo(CaptureSupport.ONCE);
        Authorization held = held(approvedToken());
        assertThat(provider().capture(capture("1", held, TWENTY, true))).isInstanceOf(Captured.class);
        assertThat(provider().capture(capture("2", held, eur("30.00"), true))).isNotInstanceOf(Captured.class);
    }

    @Test
    void aReleasedAuthorizationIsNotCaptured() {
        Authorization held = held(approvedToken());
        VoidRequest request = new VoidRequest(held.key() + "/void", held);
        assertThat(provider().release(request)).isInstanceOf(VoidOutcome.Released.class);
        assertThat(provider().release(request)).isInstanceOf(VoidOutcome.Released.class);
        assertThat(provider().capture(capture("1", held, TWENTY, false))).isInstanceOf(CaptureOutcome.Released.class);
        assertThat(provider().findAuthorization(held)).get().isInstanceOf(AuthorizationOutcome.Released.class);
    }

    @Test
    void aReleaseWinsOverARequestThatArrivesLater() {
        AuthorizationRequest request = authorization(approvedToken(), FIFTY);
        Authorization unanswered = new Authorization(request, null);
        assertThat(provider().release(new VoidRequest(request.key() + "/void", unanswered)))
                .isInstanceOf(VoidOutcome.Released.class);
        assertThat(provider().authorize(request)).isInstanceOf(AuthorizationOutcome.Released.class);
    }

    @Test
    void aReleaseAfterTheCaptureKeepsTheCapture() {
        Authorization held = held(approvedToken());
        Capture taken = captured(held);
        assertThat(provider().release(new VoidRequest(held.key() + "/void", held)))
                .isInstanceOf(VoidOutcome.Released.class);
        assertThat(provider().findCapture(taken)).get().isInstanceOf(Captured.class);
    }

    @Test
    void anExpiredAuthorizationIsNotCaptured() {
        assumeThat(tokenThatExpires()).isPresent();
        Authorization held = held(tokenThatExpires().orElseThrow());
        assertThat(provider().capture(capture("1", held, TWENTY, false))).isInstanceOf(CaptureOutcome.Expired.class);
    }

    @Test
    void aRepeatedKeyReturnsTheFirstRefund() {
        RefundRequest request = refund(captured(held(approvedToken())), "R-1", eur("15.00"));
        RefundOutcome first = provider().refund(request);
        assertThat(first).isInstanceOfAny(Refunded.class, Pending.class);
        assertThat(referenceOf(provider().refund(request))).isEqualTo(referenceOf(first));
        assertThat(provider().findRefund(new Refund(request, referenceOf(first))))
                .isPresent();
    }

    @Test
    void aPendingRefundThatFailsIsReported() {
        assumeThat(tokenWithFailingRefund()).isPresent();
        RefundRequest request = refund(captured(held(tokenWithFailingRefund().orElseThrow())), "R-1", eur("15.00"));
        RefundOutcome accepted = provider().refund(request);
        assertThat(accepted).isInstanceOf(Pending.class);
        deliverEvents(events);
        assertThat(events.events()).singleElement().isInstanceOf(RefundChanged.class);
        assertNames(events.events().get(0).payment(), request.key(), referenceOf(accepted));
        assertThat(provider().findRefund(new Refund(request, referenceOf(accepted))))
                .get()
                .isInstanceOf(Failed.class);
    }

    @Test
    void aConfirmationIsReportedAndFound() {
        assumeThat(tokenWithConfirmation()).isPresent();
        AuthorizationRequest request = authorization(tokenWithConfirmation().orElseThrow(), FIFTY);
        AuthorizationOutcome due = provider().authorize(request);
        assertThat(due).isInstanceOf(ConfirmationRequired.class);
        deliverEvents(events);
        assertThat(events.events()).singleElement().isInstanceOf(AuthorizationChanged.class);
        String reference = ((ConfirmationRequired) due).reference();
        assertNames(events.events().get(0).payment(), request.key(), reference);
        assertThat(provider().findAuthorization(new Authorization(request, reference)))
                .get()
                .isInstanceOf(Authorized.class);
    }

    @Test
    void anEventBeforeTheAnswerIsDeliveredAgain() {
        assumeThat(tokenWithConfirmation()).isPresent();
        provider().authorize(authorization(tokenWithConfirmation().orElseThrow(), FIFTY));
        events.answer(ReportOutcome.UNKNOWN);
        deliverEvents(events);
        events.answer(ReportOutcome.RETRY);
        deliverEvents(events);
        events.answer(ReportOutcome.ACCEPTED);
        deliverEvents(events);
        deliverEvents(events);
        assertThat(events.events()).hasSize(3);
        assertThat(events.events())
                .extracting(PaymentEvent::id)
                .as("one event")
                .containsOnly(events.events().get(0).id());
    }

    @Test
    void aLateOrDuplicateEventIsNotDeliveredAgain() {
        assumeThat(tokenWithConfirmation()).isPresent();
        for (ReportOutcome outcome : new ReportOutcome[] {ReportOutcome.NOT_EXPECTED, ReportOutcome.DUPLICATE}) {
            provider()
                    .authorize(new AuthorizationRequest(
                            trade + "/" + outcome,
                            trade,
                            FIFTY,
                            tokenWithConfirmation().orElseThrow(),
                            true));
            events.answer(outcome);
            deliverEvents(events);
            deliverEvents(events);
        }
        assertThat(events.events()).hasSize(2);
    }

    @Test
    void aDisputeIsReportedWithItsAmount() {
        assumeThat(tokenWithDispute()).isPresent();
        Capture taken = captured(held(tokenWithDispute().orElseThrow()));
        deliverEvents(events);
        assertThat(events.events()).singleElement().isInstanceOfSatisfying(DisputeOpened.class, dispute -> {
            assertNames(dispute.payment(), taken.key(), taken.reference());
            assertThat(dispute.amount().isSameAs(TWENTY)).isTrue();
        });
    }

    private void assertNames(PaymentId payment, String key, String reference) {
        if (payment.key() == null) {
            assertThat(payment.reference()).isEqualTo(reference);
        } else {
            assertThat(payment.key()).isEqualTo(key);
        }
    }

    private AuthorizationRequest authorization(String token, Amount amount) {
        return new AuthorizationRequest(trade + "/authorize", trade, amount, token, true);
    }

    private Authorization held(String token) {
        AuthorizationRequest request = authorization(token, FIFTY);
        return new Authorization(request, referenceOf(provider().authorize(request)));
    }

    private CaptureRequest capture(String consignment, Authorization held, Amount amount, boolean last) {
        return new CaptureRequest(trade + "/capture/" + consignment, held, amount, last);
    }

    private Capture captured(Authorization held) {
        CaptureRequest request = capture("1", held, TWENTY, true);
        CaptureOutcome outcome = provider().capture(request);
        assertThat(outcome).isInstanceOf(Captured.class);
        return new Capture(request, ((Captured) outcome).reference());
    }

    private RefundRequest refund(Capture captured, String purpose, Amount amount) {
        return new RefundRequest(trade + "/refund/" + purpose, captured, amount);
    }

    private static String referenceOf(AuthorizationOutcome outcome) {
        assertThat(outcome).isInstanceOf(Authorized.class);
        return ((Authorized) outcome).reference();
    }

    private static String referenceOf(RefundOutcome outcome) {
        if (outcome instanceof Pending pending) {
            return pending.reference();
        }
        return outcome instanceof Refunded refunded ? refunded.reference() : ((Failed) outcome).reference();
    }

    private static Amount eur(String value) {
        return new Amount(new BigDecimal(value), "EUR");
    }
}
