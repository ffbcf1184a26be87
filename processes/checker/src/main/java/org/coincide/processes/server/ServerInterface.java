package org.coincide.processes.server;

import static java.util.Map.entry;
import static org.coincide.processes.server.TaskOutcome.completes;
import static org.coincide.processes.server.TaskOutcome.throwsError;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The behaviour of the server that the models depend on: outcomes of its delegates, processes that it starts, messages that it sends.
 * A delegate that is not listed completes, or throws each error that a boundary event of its task catches.
 */
public final class ServerInterface {

    private static final Predicate<TradeFacts> ANY_TIME = facts -> true;

    /** Each bean whose answers matter, and all answers that it can give. */
    public static final Map<String, List<TaskOutcome>> BEANS = Map.of(
            "authorizePayment",
                    List.of(
                            completes(Map.of("paymentAccepted", true, "confirmationDue", false)),
                            completes(Map.of("paymentAccepted", false, "confirmationDue", true)),
                            throwsError(
                                    "PAYMENT_DECLINED", Map.of("paymentAccepted", false, "confirmationDue", false))),
            "checkConfirmation",
                    List.of(
                            completes(Map.of("paymentAccepted", true, "confirmationDue", false)),
                            completes(Map.of("paymentAccepted", false, "confirmationDue", true)),
                            throwsError("PAYMENT_DECLINED", Map.of("paymentAccepted", false, "confirmationDue", false)),
                            throwsError(
                                    "CONFIRMATION_MISSING",
                                    Map.of("paymentAccepted", false, "confirmationDue", false))),
            "undoPayment",
                    List.of(
                            completes(Map.of("paymentCaptured", true, "paymentOpen", true))
                                    .when(ServerInterface::moneyMayBeFound),
                            completes(Map.of("paymentCaptured", false, "paymentOpen", true))
                                    .when(facts -> !moneyIsHere(facts) && !isDeclined(facts)),
                            completes(Map.of("paymentCaptured", false, "paymentOpen", false))
                                    .when(ServerInterface::isDeclined)),
            "refundPayment",
                    List.of(
                            completes(Map.of("paymentRefunded", true)).when(ServerInterface::moneyIsHere),
                            completes(Map.of("paymentRefunded", false)).when(facts -> !moneyIsHere(facts))),
            "bookReturnedGoods",
                    List.of(completes(Map.of("goodsReturned", true)), completes(Map.of("goodsReturned", false))),
            "handOverConsignment", List.of(completes(Map.of("consignmentSent", true))),
            "closeDelivery",
                    List.of(
                            completes(Map.of("anythingDelivered", true)).when(TradeFacts::anyDelivered),
                            completes(Map.of("anythingDelivered", false)).when(facts -> !facts.anyDelivered())),
            "withdrawClaim", List.of(completes(Map.of("claimWithdrawn", true))),
            "planDelivery",
                    List.of(
                            planned(1, 1, false),
                            planned(1, 0, true),
                            planned(2, 1, false),
                            throwsError("OUT_OF_STOCK", Map.of("stockReserved", false))));

    /** The first is what a trade begins with. */
    public static final List<ProcessStart> STARTS = List.of(
            new ProcessStart(
                    "order",
                    List.of(
                            completes(Map.of("orderAccepted", false, "paymentMethod", "CARD")),
                            completes(Map.of("orderAccepted", false, "paymentMethod", "INVOICE"))),
                    facts -> true,
                    1),
            new ProcessStart(
                    "return",
                    List.of(
                            completes(Map.of("returnDecided", true, "returnLines", 1)),
                            completes(Map.of("returnDecided", false, "returnLines", 1))),
                    ServerInterface::takesReturns,
                    1));

    /** Each message that the server sends, and while what holds; it refuses it otherwise. */
    private static final Map<String, Predicate<TradeFacts>> MESSAGES = Map.ofEntries(
            entry("order.amended", ANY_TIME),
            entry("cancellation.requested", ServerInterface::takesCancellations),
            entry("confirmation.reported", ANY_TIME),
            entry("payment.received", ANY_TIME),
            entry("instalment.received", ANY_TIME),
            entry("invoice.withdrawn", facts -> facts.status("delivery").equals("UNDELIVERABLE")),
            entry("stock.arrived", ANY_TIME),
            entry("consignment.recalled", TradeFacts::anyHandedOver),
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

    private ServerInterface() {}

    private static TaskOutcome planned(int consignments, int inStock, boolean byHand) {
        return completes(Map.of(
                "stockReserved", true,
                "consignments", consignments,
                "consignmentsInStock", inStock,
                "byHand", byHand));
    }

    /** Only what has arrived, and is paid in full, comes back. */
    private static boolean takesReturns(TradeFacts facts) {
        return ARRIVED.contains(facts.status("delivery")) && ALL_PAID.contains(facts.status("payment"));
    }

    /** One that comes too late is refused, one that comes twice is done once. */
    private static boolean takesCancellations(TradeFacts facts) {
        return !facts.anyHandedOver() && !facts.isClosed() && !UNDER_WAY.contains(facts.status("order"));
    }

    private static boolean moneyIsHere(TradeFacts facts) {
        return facts.anyCapturedAndNotRefunded() || facts.status("payment").equals("PARTIALLY_PAID");
    }

    /** A capture can have been made of which no event has told yet. */
    private static boolean moneyMayBeFound(TradeFacts facts) {
        return moneyIsHere(facts)
                || facts.anyHandedOver() && facts.status("payment").equals("AUTHORIZED");
    }

    private static boolean isDeclined(TradeFacts facts) {
        return facts.status("payment").equals("FAILED");
    }

    /** Variables that are remembered after a gateway has read them, since messages depend on them. */
    public static Set<String> decisions() {
        return AFTER_A_DECISION.values().stream().map(Map.Entry::getKey).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Whether the server sends this message.
     *
     * @param decided whether a process of the trade has this value in the variable of this name
     */
    public static boolean sends(String message, TradeFacts facts, BiPredicate<String, String> decided) {
        var required = AFTER_A_DECISION.get(message);
        return MESSAGES.getOrDefault(message, ANY_TIME).test(facts)
                && (required == null || decided.test(required.getKey(), required.getValue()));
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
    public static Set<String> given() {
        return Stream.concat(BEANS.values().stream(), STARTS.stream().map(ProcessStart::outcomes))
                .flatMap(List::stream)
                .flatMap(outcome -> outcome.variables().keySet().stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
