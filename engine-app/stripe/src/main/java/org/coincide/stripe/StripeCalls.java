package org.coincide.stripe;

import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import java.util.function.Function;
import org.coincide.engine.payment.provider.ProviderUnavailableException;

/** Calls of Stripe's API, with its errors divided into refusals, which are outcomes, and unknown outcomes. */
final class StripeCalls {

    private static final int SERVER_ERROR = 500;
    private static final int CONFLICT = 409;

    private StripeCalls() {}

    /** A call of the API. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws StripeException;
    }

    /** Refusal of a request: the request was processed, and the response will not change. */
    record Refusal(String code, String declineCode, String param, String message) {

        /** Stripe's most specific reason. */
        String reason() {
            return declineCode != null ? declineCode : code != null ? code : "invalid_request";
        }
    }

    /**
     * Runs a call, and maps a refusal to an outcome.
     *
     * @throws ProviderUnavailableException if the outcome is unknown, or the account's key is not accepted
     * @throws IllegalStateException if the idempotency key was used for another request
     */
    static <T> T run(Call<T> call, Function<Refusal, T> refused) {
        try {
            return call.run();
        } catch (CardException declined) {
            return refused.apply(new Refusal(
                    declined.getCode(), declined.getDeclineCode(), declined.getParam(), declined.getMessage()));
        } catch (IdempotencyException reused) {
            if (Integer.valueOf(CONFLICT).equals(reused.getStatusCode())) {
                throw unknown(reused);
            }
            throw new IllegalStateException(
                    "Stripe has seen this idempotency key with other parameters: " + reused.getMessage()
                            + " Compare the payment in Stripe's dashboard before anything is requested again.",
                    reused);
        } catch (RateLimitException | ApiConnectionException | AuthenticationException failed) {
            throw unknown(failed);
        } catch (InvalidRequestException invalid) {
            return refused.apply(new Refusal(invalid.getCode(), null, invalid.getParam(), invalid.getMessage()));
        } catch (StripeException failed) {
            if (failed.getStatusCode() == null || failed.getStatusCode() >= SERVER_ERROR || isConflict(failed)) {
                throw unknown(failed);
            }
            return refused.apply(new Refusal(failed.getCode(), null, null, failed.getMessage()));
        }
    }

    private static boolean isConflict(StripeException failed) {
        return Integer.valueOf(CONFLICT).equals(failed.getStatusCode());
    }

    private static ProviderUnavailableException unknown(StripeException failed) {
        return new ProviderUnavailableException(
                "Stripe did not report the outcome: " + failed.getMessage() + " (request " + failed.getRequestId()
                        + ").",
                failed);
    }
}
