package org.coincide.engine.adapters;

/**
 * HTTP response to a webhook.
 *
 * @param status from 200 to 599
 * @param text body of the response as plain text, for the sender's log
 */
public record WebhookResponse(int status, String text) {

    public WebhookResponse {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException(
                    "The status of a response is " + status + ". It must be from 200 to 599.");
        }
    }

    /** 200: the sender must not send the request again. */
    public static WebhookResponse ok() {
        return new WebhookResponse(200, "");
    }

    /** 400: the request is malformed. */
    public static WebhookResponse malformed(String reason) {
        return new WebhookResponse(400, reason);
    }

    /** 401: the signature is missing, wrong or too old. */
    public static WebhookResponse unauthorized(String reason) {
        return new WebhookResponse(401, reason);
    }

    /** 503: the sender must send the request again later. */
    public static WebhookResponse retryLater(String reason) {
        return new WebhookResponse(503, reason);
    }

    /**
     * The response for a report that was passed on. An unknown payment or parcel must be reported again, because the report can
     * overtake the response to the call that created it.
     */
    public static WebhookResponse of(ReportOutcome outcome) {
        return switch (outcome) {
            case ACCEPTED, DUPLICATE, NOT_EXPECTED -> ok();
            case CONFLICTING -> new WebhookResponse(409, "Another report has this identifier.");
            case UNKNOWN, RETRY -> retryLater("The report cannot be applied yet. Send it again.");
        };
    }
}
