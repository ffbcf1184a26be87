package org.coincide.processes.situations;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A course of an order.
 *
 * @param name its name in docs/situations.md
 * @param values the values that delegates, tables, people and the client's order give to variables the first time; afterwards, and to others,
 *     the usual ones
 * @param errors the errors that delegates throw, each once
 * @param events the messages and timers that occur as soon as something waits for them, each once
 * @param absent the messages that never arrive
 */
record Situation(String name, Map<String, Object> values, Set<String> errors, List<String> events, Set<String> absent) {

    /** The values of an undisturbed order. */
    static final Map<String, Object> USUAL = Map.ofEntries(
            Map.entry("paymentMethod", "CARD"),
            Map.entry("holdReason", "NONE"),
            Map.entry("reviewOutcome", "RELEASE"),
            Map.entry("paymentAccepted", true),
            Map.entry("confirmationDue", false),
            Map.entry("stockReserved", true),
            Map.entry("byHand", false),
            Map.entry("consignments", 1),
            Map.entry("pickOutcome", "PICKED"),
            Map.entry("backorderDecision", "WAIT"),
            Map.entry("consignmentDecision", "GIVE_UP"),
            Map.entry("invoiceGivenUp", false),
            Map.entry("returnDecided", true),
            Map.entry("returnAccepted", true),
            Map.entry("goodsReturned", true));

    /** Begins a value that is none of the values that follow. */
    static final String NONE_OF = "!";

    private static final Map<String, Object> HELD = Map.of("holdReason", NONE_OF + "NONE,LIMIT_EXCEEDED");

    private static final Map<String, Object> BY_HAND = Map.of("byHand", true, "consignmentsInStock", 1);

    static final List<Situation> ALL = List.of(
            ordinary("ordinary, by card"),
            ordinary("on invoice").with(Map.of("paymentMethod", "INVOICE")),
            ordinary("declined card").failing("PAYMENT_DECLINED"),
            ordinary("missing stock").failing("OUT_OF_STOCK"),
            ordinary("far over the client's limit").with(Map.of("holdReason", "LIMIT_EXCEEDED")),
            ordinary("held and released").with(HELD),
            ordinary("held and rejected").with(HELD).with(Map.of("reviewOutcome", "REJECT")),
            ordinary("held and never decided")
                    .with(HELD)
                    .when("BoundaryEvent_ReviewOverdue", "BoundaryEvent_ReviewMissed"),
            ordinary("amended while held").with(HELD).when("order.amended"),
            ordinary("cancelled while held").with(HELD).when("cancellation.requested"),
            ordinary("cancelled before packing").with(BY_HAND).when("cancellation.requested"),
            ordinary("packed by hand").with(BY_HAND),
            ordinary("two consignments, by card").with(Map.of("consignments", 2)),
            ordinary("payment confirmed by the holder").with(Map.of("confirmationDue", true, "paymentAccepted", false)),
            ordinary("expired authorization").failing("AUTHORIZATION_EXPIRED"),
            ordinary("invoice written off")
                    .with(Map.of("paymentMethod", "INVOICE", "invoiceGivenUp", true))
                    .without("payment.received", "instalment.received"),
            ordinary("delivery attempt fails").when("attempt.failed"),
            ordinary("lost and given up").when("consignment.lost"),
            ordinary("lost and dispatched again")
                    .with(Map.of("consignmentDecision", "SEND_AGAIN"))
                    .when("consignment.lost"),
            ordinary("return").when("start of return"),
            ordinary("return refused")
                    .with(Map.of("returnDecided", false, "returnAccepted", false))
                    .when("start of return"));

    private static Situation ordinary(String name) {
        return new Situation(name, Map.of(), Set.of(), List.of(), Set.of());
    }

    private Situation with(Map<String, Object> more) {
        var all = new TreeMap<>(values);
        all.putAll(more);
        return new Situation(name, all, errors, events, absent);
    }

    private Situation failing(String error) {
        return new Situation(name, values, Set.of(error), events, absent);
    }

    private Situation when(String... occur) {
        var all = new ArrayList<>(events);
        Stream.of(occur).forEach(all::add);
        return new Situation(name, values, errors, all, absent);
    }

    private Situation without(String... messages) {
        return new Situation(name, values, errors, events, Set.of(messages));
    }
}
