package org.coincide.processes.checks.paths;

import static java.util.Map.entry;
import static org.coincide.processes.checks.paths.Outcome.passes;
import static org.coincide.processes.checks.paths.Outcome.raises;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the checks know of the server: how its beans can answer, which processes it starts, which messages it sends and when it lets
 * them through. A bean that is not named here passes, or is refused with each error that stands at its task's edge.
 */
public final class Server {

    /**
     * A process that the server starts.
     *
     * @param with the variables that it may start with
     * @param when at which state of the trade; the first of a trade starts it
     * @param atMost how often the walk has one trade start it
     */
    record Start(String process, List<Outcome> with, Predicate<Facts> when, int atMost) {}

    private static final Predicate<Facts> ANY_TIME = facts -> true;

    /** Each bean whose answers matter, and all answers that it can give. */
    static final Map<String, List<Outcome>> BEANS = Map.of(
            "authorizePayment",
                    List.of(
                            passes(Map.of("paymentAccepted", true, "confirmationDue", false)),
                            passes(Map.of("paymentAccepted", false, "confirmationDue", true)),
                            raises("PAYMENT_DECLINED", Map.of("paymentAccepted", false, "confirmationDue", false))),
            "checkConfirmation",
                    List.of(
                            passes(Map.of("paymentAccepted", true, "confirmationDue", false)),
                            passes(Map.of("paymentAccepted", false, "confirmationDue", true)),
                            raises("PAYMENT_DECLINED", Map.of("paymentAccepted", false, "confirmationDue", false)),
                            raises("CONFIRMATION_MISSING", Map.of("paymentAccepted", false, "confirmationDue", false))),
            "undoPayment",
                    List.of(
                            passes(Map.of("paymentCaptured", true, "paymentOpen", true))
                                    .when(Server::moneyMayBeFound),
                            passes(Map.of("paymentCaptured", false, "paymentOpen", true))
                                    .when(facts -> !moneyIsHere(facts) && !isDeclined(facts)),
                            passes(Map.of("paymentCaptured", false, "paymentOpen", false))
                                    .when(Server::isDeclined)),
            "refundPayment",
                    List.of(
                            passes(Map.of("paymentRefunded", true)).when(Server::moneyIsHere),
                            passes(Map.of("paymentRefunded", false)).when(facts -> !moneyIsHere(facts))),
            "bookReturnedGoods", List.of(passes(Map.of("goodsReturned", true)), passes(Map.of("goodsReturned", false))),
            "handOverConsignment", List.of(passes(Map.of("consignmentSent", true))),
            "closeDelivery",
                    List.of(
                            passes(Map.of("anythingDelivered", true)).when(Facts::somethingIsDelivered),
                            passes(Map.of("anythingDelivered", false)).when(facts -> !facts.somethingIsDelivered())),
            "withdrawClaim", List.of(passes(Map.of("claimWithdrawn", true))),
            "planDelivery",
                    List.of(
                            planned(1, 1, false),
                            planned(1, 0, true),
                            planned(2, 1, false),
                            raises("OUT_OF_STOCK", Map.of("stockReserved", false))));

    /** The first is what a trade begins with. */
    static final List<Start> STARTS = List.of(
            new Start(
                    "order",
                    List.of(
                            passes(Map.of("orderAccepted", false, "paymentMethod", "CARD")),
                            passes(Map.of("orderAccepted", false, "paymentMethod", "INVOICE"))),
                    facts -> true,
                    1),
            new Start(
                    "return",
                    List.of(
                            passes(Map.of("returnDecided", true, "returnLines", 1)),
                            passes(Map.of("returnDecided", false, "returnLines", 1))),
                    Server::takesReturns,
                    1));

    /** Each message that the server sends, and while what holds; it refuses it otherwise. */
    private static final Map<String, Predicate<Facts>> MESSAGES = Map.ofEntries(
            entry("order.amended", ANY_TIME),
            entry("cancellation.requested", Server::takesCancellations),
            entry("confirmation.reported", ANY_TIME),
            entry("payment.received", ANY_TIME),
            entry("instalment.received", ANY_TIME),
            entry("invoice.withdrawn", facts -> facts.status("delivery").equals("UNDELIVERABLE")),
            entry("stock.arrived", ANY_TIME),
            entry("consignment.recalled", Facts::somethingIsHandedOver),
            entry("consignment.delivered", ANY_TIME),
            entry("consignment.lost", ANY_TIME),
            entry("consignment.returned", ANY_TIME),
            entry("attempt.failed", ANY_TIME));

    /** What the server leaves in variables and no answer of the walk is about: facts of the order, words for people to read. */
    private static final Set<String> WORDS = Set.of(
            "limitPercent",
            "paymentMethod",
            "shipToCountry",
            "firstOrder",
            "pieces",
            "cancellationReason",
            "abandonReason",
            "invoice",
            "invoiceAmount",
            "invoiceDueAt",
            "confirmationCheckAt");

    /** What a listener makes of what a person has filled in; to the walk it is the person's answer. */
    private static final Set<String> ANSWERS_OF_PEOPLE = Set.of("pickOutcome");

    /** What must stand in a variable of some process before the server hands a message on. */
    private static final Map<String, Map.Entry<String, String>> AFTER_A_DECISION =
            Map.of("invoice.withdrawn", Map.entry("consignmentDecision", "GIVE_UP"));

    private static final Set<String> ARRIVED = Set.of("DELIVERED", "PARTIALLY_RETURNED");
    private static final Set<String> ALL_PAID = Set.of("PAID", "PARTIALLY_REFUNDED");
    private static final Set<String> UNDER_WAY = Set.of("CANCELLING", "CANCELLED");

    private Server() {}

    private static Outcome planned(int consignments, int inStock, boolean byHand) {
        return passes(Map.of(
                "stockReserved", true,
                "consignments", consignments,
                "consignmentsInStock", inStock,
                "byHand", byHand));
    }

    /** Only what has arrived, and is paid in full, comes back. */
    private static boolean takesReturns(Facts facts) {
        return ARRIVED.contains(facts.status("delivery")) && ALL_PAID.contains(facts.status("payment"));
    }

    /** One that comes too late is refused, one that comes twice is done once. */
    private static boolean takesCancellations(Facts facts) {
        return !facts.somethingIsHandedOver() && !facts.isClosed() && !UNDER_WAY.contains(facts.status("order"));
    }

    private static boolean moneyIsHere(Facts facts) {
        return facts.somethingIsKept() || facts.status("payment").equals("PARTIALLY_PAID");
    }

    /** A capture can have been made of which no event has told yet. */
    private static boolean moneyMayBeFound(Facts facts) {
        return moneyIsHere(facts)
                || facts.somethingIsHandedOver() && facts.status("payment").equals("AUTHORIZED");
    }

    private static boolean isDeclined(Facts facts) {
        return facts.status("payment").equals("FAILED");
    }

    /** Variables that are remembered after a gateway has read them, since messages depend on them. */
    static Set<String> decisions() {
        return AFTER_A_DECISION.values().stream().map(Map.Entry::getKey).collect(Collectors.toUnmodifiableSet());
    }

    static boolean sends(String message, World world) {
        var decided = AFTER_A_DECISION.get(message);
        return MESSAGES.getOrDefault(message, ANY_TIME).test(world.course)
                && (decided == null
                        || world.scopes().stream()
                                .anyMatch(scope -> decided.getValue().equals(scope.variables.get(decided.getKey()))));
    }

    /** The names of all messages that the server sends. */
    public static Set<String> messages() {
        return MESSAGES.keySet();
    }

    /** All variables that the server and its beans set. */
    public static Set<String> variables() {
        return Stream.of(given(), WORDS, ANSWERS_OF_PEOPLE)
                .flatMap(Set::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The variables that decide and that the server gives: no person is asked for them. */
    static Set<String> given() {
        return Stream.concat(BEANS.values().stream(), STARTS.stream().map(Start::with))
                .flatMap(List::stream)
                .flatMap(outcome -> outcome.sets().keySet().stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
