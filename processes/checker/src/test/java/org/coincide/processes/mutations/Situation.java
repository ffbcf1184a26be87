package org.coincide.processes.mutations;

import java.util.List;
import java.util.Map;
import org.coincide.processes.support.DelegateStubs;

/**
 * A course of an order that a player plays through models.
 *
 * @param facts variables of the order that differ from an ordinary one
 * @param errors the errors that delegates throw
 * @param outcomes variables that delegates set in place of those of their first outcome
 * @param answers what people answer, by variable; otherwise the first choice of the form
 * @param messages messages that the server sends as soon as something waits for them, besides the usual ones
 */
record Situation(
        String name,
        Map<String, Object> facts,
        Map<String, String> errors,
        Map<String, Map<String, Object>> outcomes,
        Map<String, Object> answers,
        List<String> messages) {

    /** The answers of people who do what is expected of them. */
    private static final Map<String, Object> USUAL = Map.of(
            "reviewOutcome", "RELEASE",
            "pickOutcome", "PICKED",
            "invoiceGivenUp", false,
            "backorderDecision", "WAIT",
            "consignmentDecision", "GIVE_UP");

    static final List<Situation> ALL = List.of(
            ordinary("card"),
            ordinary("invoice").with(Map.of("paymentMethod", "INVOICE")),
            ordinary("declined card").throwing("authorizePayment", "PAYMENT_DECLINED"),
            ordinary("held and released").with(Map.of("limitPercent", 150)),
            ordinary("held and rejected").with(Map.of("limitPercent", 150)).answering("reviewOutcome", "REJECT"),
            ordinary("far over the limit").with(Map.of("limitPercent", 300)),
            ordinary("out of stock").throwing("planDelivery", "OUT_OF_STOCK"),
            ordinary("packed by hand").setting("planDelivery", Map.of("byHand", true)),
            ordinary("cancelled while held").with(Map.of("limitPercent", 150)).receiving("cancellation.requested"),
            ordinary("lost")
                    .receiving("consignment.lost")
                    .setting("closeDelivery", Map.of("anythingDelivered", false)));

    private static Situation ordinary(String name) {
        return new Situation(name, Map.of(), Map.of(), Map.of(), USUAL, List.of());
    }

    private Situation with(Map<String, Object> facts) {
        return new Situation(name, facts, errors, outcomes, answers, messages);
    }

    private Situation throwing(String delegate, String error) {
        return new Situation(name, facts, Map.of(delegate, error), outcomes, answers, messages);
    }

    private Situation setting(String delegate, Map<String, Object> variables) {
        return new Situation(name, facts, errors, Map.of(delegate, variables), answers, messages);
    }

    private Situation answering(String variable, Object answer) {
        var changed = new java.util.HashMap<>(answers);
        changed.put(variable, answer);
        return new Situation(name, facts, errors, outcomes, changed, messages);
    }

    private Situation receiving(String message) {
        return new Situation(name, facts, errors, outcomes, answers, List.of(message));
    }

    void prepare(DelegateStubs delegates) {
        delegates.reset();
        errors.forEach(delegates::throwError);
        outcomes.forEach(delegates::setVariables);
    }

    @Override
    public String toString() {
        return name;
    }
}
