package org.coincide.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Optional;
import org.coincide.engine.payment.Amount;
import org.coincide.engine.payment.provider.Authorization;
import org.coincide.engine.payment.provider.AuthorizationOutcome.Authorized;
import org.coincide.engine.payment.provider.AuthorizationOutcome.ConfirmationRequired;
import org.coincide.engine.payment.provider.AuthorizationOutcome.Declined;
import org.coincide.engine.payment.provider.AuthorizationRequest;
import org.coincide.engine.payment.provider.Capture;
import org.coincide.engine.payment.provider.CaptureOutcome;
import org.coincide.engine.payment.provider.CaptureRequest;
import org.coincide.engine.payment.provider.PaymentEvents;
import org.coincide.engine.payment.provider.PaymentProvider;
import org.coincide.engine.payment.provider.PaymentProviderContract;
import org.coincide.engine.payment.provider.ProviderUnavailableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The adapter against a fake of Stripe's API, with and without multicapture. */
class StripeProviderTest {

    @Nested
    class WithMulticapture extends Contract {
        WithMulticapture() {
            super(true);
        }
    }

    @Nested
    class WithoutMulticapture extends Contract {
        WithoutMulticapture() {
            super(false);
        }
    }

    abstract static class Contract extends PaymentProviderContract {

        private final FakeStripe stripe = new FakeStripe();
        private final PaymentProvider provider;

        Contract(boolean multicapture) {
            provider = StripeFixture.provider(stripe, multicapture);
        }

        @AfterEach
        void stop() {
            stripe.close();
        }

        @Override
        protected PaymentProvider provider() {
            return provider;
        }

        @Override
        protected String approvedToken() {
            return FakeCards.APPROVED;
        }

        @Override
        protected String declinedToken() {
            return FakeCards.DECLINED;
        }

        @Override
        protected String tokenWithLostResponse() {
            return FakeCards.LOST_RESPONSE;
        }

        @Override
        protected Optional<String> tokenWithConfirmation() {
            return Optional.of(FakeCards.CONFIRMATION);
        }

        @Override
        protected Optional<String> tokenThatExpires() {
            return Optional.of(FakeCards.EXPIRES);
        }

        @Override
        protected Optional<String> tokenWithFailingRefund() {
            return Optional.of(FakeCards.REFUND_FAILS);
        }

        @Override
        protected Optional<String> tokenWithDispute() {
            return Optional.of(FakeCards.DISPUTED);
        }

        @Override
        protected long authorizedMinorUnits(AuthorizationRequest request, String reference) {
            return stripe.amountOf(reference);
        }

        @Override
        protected void deliverEvents(PaymentEvents to) {
            stripe.confirmWaiting();
            StripeFixture.deliver(stripe, to);
        }
    }

    private final FakeStripe stripe = new FakeStripe();
    private final StripeProvider provider = StripeFixture.provider(stripe, false);

    @AfterEach
    void stop() {
        stripe.close();
    }

    @ParameterizedTest
    @CsvSource({
        "409, idempotency_error, idempotency_key_in_use",
        "429, invalid_request_error, lock_timeout",
        "429, rate_limit_error, rate_limit",
        "500, api_error,",
        "503, api_error,",
        "401, invalid_request_error, invalid_api_key"
    })
    void anErrorWithoutOutcomeIsUnknown(int status, String type, String code) {
        stripe.failNext(status, type, code);
        assertThatThrownBy(() -> provider.authorize(request(FakeCards.APPROVED, true)))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("did not report the outcome");
        assertThat(provider.authorize(request(FakeCards.APPROVED, true))).isInstanceOf(Authorized.class);
    }

    @Test
    void aKeyThatWasUsedForAnotherRequestIsAnIncident() {
        provider.authorize(request(FakeCards.APPROVED, true));
        AuthorizationRequest other = new AuthorizationRequest(
                "trade/authorize", "trade", new Amount(new BigDecimal("7.00"), "EUR"), FakeCards.APPROVED, true);
        assertThatThrownBy(() -> provider.authorize(other))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("other parameters");
    }

    @Test
    void aHolderWhoIsAbsentIsNotAskedToConfirm() {
        assertThat(provider.authorize(request(FakeCards.CONFIRMATION, false))).isInstanceOf(Declined.class);
    }

    @Test
    void aConfirmationNamesThePageOfTheProvider() {
        assertThat(provider.authorize(request(FakeCards.CONFIRMATION, true)))
                .isInstanceOfSatisfying(ConfirmationRequired.class, required -> assertThat(required.url())
                        .startsWith("https://hooks.example/3ds/"));
    }

    @Test
    void anAmountThatStripeCannotChargeIsRefused() {
        AuthorizationRequest dinars = new AuthorizationRequest(
                "trade/authorize", "trade", new Amount(new BigDecimal("1.234"), "BHD"), FakeCards.APPROVED, true);
        assertThatThrownBy(() -> provider.authorize(dinars)).hasMessageContaining("steps of ten");
        assertThat(stripe.requests()).isEmpty();
    }

    @Test
    void aCardWithoutMulticaptureIsCapturedOnce() {
        StripeProvider inParts = StripeFixture.provider(stripe, true);
        Authorization held = held(inParts, FakeCards.ONE_CAPTURE);
        CaptureRequest first = capture(held, "1", false);
        assertThat(inParts.capture(first)).isEqualTo(new CaptureOutcome.Captured(held.reference(), true));
        assertThat(inParts.findCapture(new Capture(first, held.reference())))
                .contains(new CaptureOutcome.Captured(held.reference(), true));
        assertThat(inParts.capture(capture(held, "2", true))).isInstanceOf(CaptureOutcome.Expired.class);
    }

    @Test
    void aCardWithMulticaptureKeepsTheRestUntilTheLast() {
        StripeProvider inParts = StripeFixture.provider(stripe, true);
        Authorization held = held(inParts, FakeCards.APPROVED);
        assertThat(inParts.capture(capture(held, "1", false)))
                .isEqualTo(new CaptureOutcome.Captured(held.reference(), false));
        assertThat(inParts.capture(capture(held, "2", true))).isInstanceOf(CaptureOutcome.Captured.class);
    }

    @Test
    void aRestThatWasCapturedByHandIsNotChargedAgain() {
        StripeProvider inParts = StripeFixture.provider(stripe, true);
        Authorization held = held(inParts, FakeCards.APPROVED);
        inParts.capture(capture(held, "1", false));
        stripe.captureRest(held.reference());
        CaptureRequest second = capture(held, "2", true);
        assertThat(inParts.capture(second)).isInstanceOf(CaptureOutcome.Released.class);
        assertThat(inParts.findCapture(new Capture(second, null)))
                .hasValueSatisfying(outcome -> assertThat(outcome).isInstanceOf(CaptureOutcome.Released.class));
    }

    private static Authorization held(StripeProvider provider, String card) {
        AuthorizationRequest request = request(card, true);
        return new Authorization(request, ((Authorized) provider.authorize(request)).reference());
    }

    private static CaptureRequest capture(Authorization held, String consignment, boolean last) {
        return new CaptureRequest(
                "trade/capture/" + consignment, held, new Amount(new BigDecimal("20.00"), "EUR"), last);
    }

    private static AuthorizationRequest request(String token, boolean clientPresent) {
        return new AuthorizationRequest(
                "trade/authorize", "trade", new Amount(new BigDecimal("50.00"), "EUR"), token, clientPresent);
    }
}
