package org.coincide.engine.adapters;

/**
 * Receiver of the webhooks of one adapter. The server hands every request to {@code POST /hooks/<name>} over as it arrived, without
 * a login: the receiver must verify the signature before it believes anything, and answers for the server. The server limits the
 * size of the body ({@code coincide.input.body-limit}) and the number of requests per second.
 *
 * <p>An adapter declares its webhook as a bean. The receiver parses the request and passes the contents to {@code PaymentEvents},
 * {@code BankEvents} or {@code CarrierEvents}.
 */
public interface Webhook {

    /** The last segment of the path: lower-case letters, digits and hyphens. */
    String name();

    /**
     * Verifies and processes a request.
     *
     * @return the response; an exception becomes status 500, upon which senders usually send the request again
     */
    WebhookResponse receive(WebhookRequest request);
}
