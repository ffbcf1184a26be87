package org.coincide.stripe;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.coincide.stripe.FakeStripe.Answer;

/** PaymentIntents, refunds and events of one account at the fake. */
final class FakeAccount {

    private static final int OK = 200;
    private static final int CARD_ERROR = 402;
    private static final int NOT_FOUND = 404;
    private static final long DEADLINE = 1_900_000_000L;

    private final AtomicLong ids = new AtomicLong();
    private final Map<String, JsonObject> intents = new LinkedHashMap<>();
    private final Map<String, JsonObject> refunds = new LinkedHashMap<>();
    private final Map<String, String> cards = new LinkedHashMap<>();
    private final List<JsonObject> events = new ArrayList<>();

    synchronized JsonObject intent(String id) {
        return Objects.requireNonNull(intents.get(id), id);
    }

    synchronized List<String> intentsOf(String tradingId) {
        return intents.values().stream()
                .filter(intent -> tradingId.equals(
                        intent.getAsJsonObject("metadata").get("coincide_trade").getAsString()))
                .map(intent -> intent.get("id").getAsString())
                .toList();
    }

    synchronized Answer create(Map<String, String> form) {
        JsonObject intent = new JsonObject();
        String id = "pi_" + ids.incrementAndGet();
        intent.addProperty("id", id);
        intent.addProperty("object", "payment_intent");
        intent.addProperty("amount", Long.parseLong(form.get("amount")));
        intent.addProperty("currency", form.get("currency"));
        intent.addProperty("amount_received", 0);
        boolean requested = form.containsKey("payment_method_options[card][request_multicapture]");
        intent.addProperty(
                "multicapture", requested && !form.get("payment_method").equals(FakeCards.ONE_CAPTURE));
        intent.add("metadata", metadata(form));
        intents.put(id, intent);
        String card = form.get("payment_method");
        cards.put(id, card);
        boolean offSession = "true".equals(form.get("off_session"));
        if (card.equals(FakeCards.DECLINED) || card.equals(FakeCards.CONFIRMATION) && offSession) {
            intent.addProperty("status", "requires_payment_method");
            String code = card.equals(FakeCards.DECLINED) ? "card_declined" : "authentication_required";
            return new Answer(CARD_ERROR, FakeErrors.body("card_error", code, "generic_decline", copy(intent)));
        }
        if (card.equals(FakeCards.CONFIRMATION)) {
            intent.addProperty("status", "requires_action");
            intent.add("next_action", redirect(id));
            return new Answer(OK, copy(intent));
        }
        intent.addProperty("status", "requires_capture");
        raise("payment_intent.amount_capturable_updated", intent, false);
        return new Answer(OK, copy(intent));
    }

    /** Returns true if the response to this request is replaced by a server error. */
    synchronized boolean losesAnswer(String path, Map<String, String> form) {
        return path.equals("/v1/payment_intents") && FakeCards.LOST_RESPONSE.equals(form.get("payment_method"));
    }

    synchronized List<String> waiting() {
        return intents.values().stream()
                .filter(intent -> status(intent).equals("requires_action"))
                .map(intent -> intent.get("id").getAsString())
                .toList();
    }

    synchronized void confirm(String id) {
        JsonObject intent = intent(id);
        intent.addProperty("status", "requires_capture");
        intent.remove("next_action");
        raise("payment_intent.amount_capturable_updated", intent, true);
    }

    synchronized void expire(String id) {
        JsonObject intent = intent(id);
        intent.addProperty("status", "canceled");
        intent.addProperty("cancellation_reason", "automatic");
        raise("payment_intent.canceled", intent, true);
    }

    synchronized Answer find(String id) {
        return intents.containsKey(id)
                ? new Answer(OK, copy(intents.get(id)))
                : new Answer(NOT_FOUND, FakeErrors.body("invalid_request_error", "resource_missing", null, null));
    }

    /** Returns an answer that contains the charge itself instead of its identifier. */
    synchronized Answer findWithCharge(String id) {
        Answer found = find(id);
        if (found.status() == OK) {
            found.body()
                    .add(
                            "latest_charge",
                            charge(found.body().get("multicapture").getAsBoolean()));
        }
        return found;
    }

    private static JsonObject charge(boolean multicapture) {
        JsonObject status = new JsonObject();
        status.addProperty("status", multicapture ? "available" : "unavailable");
        JsonObject card = new JsonObject();
        card.add("multicapture", status);
        JsonObject details = new JsonObject();
        details.addProperty("type", "card");
        details.add("card", card);
        JsonObject charge = new JsonObject();
        charge.addProperty("id", "ch_1");
        charge.addProperty("object", "charge");
        charge.add("payment_method_details", details);
        return charge;
    }

    synchronized Answer capture(String id, Map<String, String> form) {
        JsonObject intent = intent(id);
        if (cards.get(id).equals(FakeCards.EXPIRES) && status(intent).equals("requires_capture")) {
            expire(id);
        }
        if (!status(intent).equals("requires_capture")) {
            return FakeErrors.invalid("payment_intent_unexpected_state");
        }
        long received = intent.get("amount_received").getAsLong() + Long.parseLong(form.get("amount_to_capture"));
        if (received > intent.get("amount").getAsLong()) {
            return FakeErrors.invalid("amount_too_large");
        }
        boolean goesOn = "false".equals(form.get("final_capture"));
        if (goesOn && !intent.get("multicapture").getAsBoolean()) {
            return FakeErrors.invalid("parameter_unknown");
        }
        intent.addProperty("amount_received", received);
        metadata(form).entrySet().forEach(entry -> intent.getAsJsonObject("metadata")
                .add(entry.getKey(), entry.getValue()));
        intent.addProperty(
                "status", goesOn && received < intent.get("amount").getAsLong() ? "requires_capture" : "succeeded");
        if (cards.get(id).equals(FakeCards.DISPUTED)) {
            raise("charge.dispute.created", dispute(id, form), true);
        }
        return new Answer(OK, copy(intent));
    }

    synchronized void captureRest(String id) {
        JsonObject intent = intent(id);
        long rest =
                intent.get("amount").getAsLong() - intent.get("amount_received").getAsLong();
        capture(id, Map.of("amount_to_capture", String.valueOf(rest)));
    }

    synchronized Answer cancel(String id) {
        JsonObject intent = intent(id);
        if (status(intent).equals("canceled") || status(intent).equals("succeeded")) {
            return FakeErrors.invalid("payment_intent_unexpected_state");
        }
        intent.addProperty("status", intent.get("amount_received").getAsLong() > 0 ? "succeeded" : "canceled");
        intent.addProperty("cancellation_reason", "requested_by_customer");
        return new Answer(OK, copy(intent));
    }

    synchronized Answer refund(Map<String, String> form) {
        String id = form.get("payment_intent");
        long amount = Long.parseLong(form.get("amount"));
        if (refunded(id) + amount > intent(id).get("amount_received").getAsLong()) {
            return FakeErrors.invalid("charge_already_refunded");
        }
        boolean pending = cards.get(id).equals(FakeCards.REFUND_FAILS);
        JsonObject refund = new JsonObject();
        refund.addProperty("id", "re_" + ids.incrementAndGet());
        refund.addProperty("object", "refund");
        refund.addProperty("amount", amount);
        refund.addProperty("payment_intent", id);
        refund.addProperty("status", pending ? "pending" : "succeeded");
        refund.add("metadata", metadata(form));
        refunds.put(refund.get("id").getAsString(), refund);
        Answer answer = new Answer(OK, copy(refund));
        if (pending || cards.get(id).equals(FakeCards.REFUND_RETURNED)) {
            refund.addProperty("status", "failed");
            refund.addProperty("failure_reason", "lost_or_stolen_card");
            raise("refund.failed", refund, true);
        }
        return answer;
    }

    synchronized long refunded(String intent) {
        return refunds.values().stream()
                .filter(refund -> intent.equals(refund.get("payment_intent").getAsString()))
                .filter(refund -> !status(refund).equals("failed"))
                .mapToLong(refund -> refund.get("amount").getAsLong())
                .sum();
    }

    synchronized Answer findRefund(String id) {
        return refunds.containsKey(id)
                ? new Answer(OK, copy(refunds.get(id)))
                : new Answer(NOT_FOUND, FakeErrors.body("invalid_request_error", "resource_missing", null, null));
    }

    synchronized Answer refunds(String intent) {
        JsonArray data = new JsonArray();
        refunds.values().stream()
                .filter(refund -> refund.get("payment_intent").getAsString().equals(intent))
                .forEach(refund -> data.add(copy(refund)));
        JsonObject list = new JsonObject();
        list.addProperty("object", "list");
        list.addProperty("url", "/v1/refunds");
        list.addProperty("has_more", false);
        list.add("data", data);
        return new Answer(OK, list);
    }

    synchronized List<JsonObject> events() {
        return List.copyOf(events);
    }

    synchronized void delivered(JsonObject event) {
        events.remove(event);
    }

    /** @param wanted whether somebody waits for it; Stripe also reports what the response has said already */
    private void raise(String type, JsonObject object, boolean wanted) {
        if (!wanted) {
            return;
        }
        JsonObject data = new JsonObject();
        data.add("object", copy(object));
        JsonObject event = new JsonObject();
        event.addProperty("id", "evt_" + ids.incrementAndGet());
        event.addProperty("object", "event");
        event.addProperty("type", type);
        event.add("data", data);
        events.add(event);
    }

    private JsonObject dispute(String intent, Map<String, String> form) {
        JsonObject details = new JsonObject();
        details.addProperty("due_by", DEADLINE);
        JsonObject dispute = new JsonObject();
        dispute.addProperty("id", "dp_" + ids.incrementAndGet());
        dispute.addProperty("object", "dispute");
        dispute.addProperty("payment_intent", intent);
        dispute.addProperty("amount", Long.parseLong(form.get("amount_to_capture")));
        dispute.addProperty("currency", intent(intent).get("currency").getAsString());
        dispute.addProperty("reason", "fraudulent");
        dispute.addProperty("status", "needs_response");
        dispute.add("evidence_details", details);
        return dispute;
    }

    private static JsonObject redirect(String intent) {
        JsonObject page = new JsonObject();
        page.addProperty("url", "https://hooks.example/3ds/" + intent);
        JsonObject action = new JsonObject();
        action.addProperty("type", "redirect_to_url");
        action.add("redirect_to_url", page);
        return action;
    }

    private static JsonObject metadata(Map<String, String> form) {
        JsonObject metadata = new JsonObject();
        form.forEach((name, value) -> {
            if (name.startsWith("metadata[")) {
                metadata.addProperty(name.substring("metadata[".length(), name.length() - 1), value);
            }
        });
        return metadata;
    }

    private static String status(JsonObject object) {
        return object.get("status").getAsString();
    }

    private static JsonObject copy(JsonObject object) {
        return object.deepCopy();
    }
}
