package org.coincide.stripe;

/** Tokens of test cards. The first ones are Stripe's own. */
public final class FakeCards {

    public static final String APPROVED = "pm_card_visa";
    public static final String DECLINED = "pm_card_chargeDeclined";
    public static final String CONFIRMATION = "pm_card_authenticationRequired";
    public static final String REFUND_FAILS = "pm_card_refundFail";
    public static final String DISPUTED = "pm_card_createDispute";

    /** An authorization can be captured once, also if multicapture is requested. */
    public static final String ONE_CAPTURE = "pm_fake_oneCapture";

    /** Each refund succeeds, and fails later. */
    public static final String REFUND_RETURNED = "pm_fake_refundReturned";

    /** The authorization takes effect, and the response to the first request is a server error. */
    public static final String LOST_RESPONSE = "pm_fake_lostResponse";

    /** The authorization is too old when it is captured. */
    public static final String EXPIRES = "pm_fake_expires";

    private FakeCards() {}
}
