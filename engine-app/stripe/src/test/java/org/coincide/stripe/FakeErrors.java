package org.coincide.stripe;

import com.google.gson.JsonObject;

/** Bodies of Stripe's error responses. */
final class FakeErrors {

    private FakeErrors() {}

    static JsonObject body(String type, String code, String declineCode, JsonObject intent) {
        JsonObject error = new JsonObject();
        error.addProperty("type", type);
        error.addProperty("message", "Refused: " + code);
        if (code != null) {
            error.addProperty("code", code);
        }
        if (declineCode != null) {
            error.addProperty("decline_code", declineCode);
        }
        if (intent != null) {
            error.add("payment_intent", intent);
        }
        JsonObject body = new JsonObject();
        body.add("error", error);
        return body;
    }

    static FakeStripe.Answer invalid(String code) {
        return new FakeStripe.Answer(400, body("invalid_request_error", code, null, null));
    }
}
