package org.coincide.processes.paths.lifecycle;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.coincide.processes.lifecycle.DeclaredStatus;
import org.coincide.processes.server.RecordChange;
import org.coincide.processes.server.ServerInterface;

/** Statuses that the server's records contradict, so that the event fails and the order stops there, and obligations that are left over. */
public final class RecordRule {

    /** The begin of the name of a record about a decision table. */
    public static final String DECISION = "decision ";

    /** The state of a decision whose inputs have changed since. */
    public static final String OUTDATED = "OUTDATED";

    static final String CONSIGNMENT = "consignment";
    static final String MONEY = "money";
    static final String RETURN = "return";

    /**
     * The states of a record that a status is true of.
     *
     * @param ofWhole whether a status of the whole trade needs a part in such a state, too
     */
    private record Requirement(String record, Set<String> states, boolean ofWhole) {}

    private static final Set<String> CARRIED =
            Set.of("SHIPPED", "DELIVERED", "LOST", "RETURNED_TO_SENDER", "TAKEN_BACK");
    private static final Set<String> RECEIVED =
            Set.of("CAPTURED", "PART_RECEIVED", "REFUNDED", "WITHDRAWN", "WRITTEN_OFF");

    private static final Map<String, Requirement> REQUIRED = Map.ofEntries(
            Map.entry(
                    "delivery=BACKORDERED", new Requirement(CONSIGNMENT, Set.of("BACKORDERED", "PICKED_SHORT"), true)),
            Map.entry("delivery=SHIPPED", new Requirement(CONSIGNMENT, CARRIED, true)),
            Map.entry("delivery=PARTIALLY_SHIPPED", new Requirement(CONSIGNMENT, CARRIED, true)),
            Map.entry("delivery=DELIVERED", new Requirement(CONSIGNMENT, Set.of("DELIVERED", "TAKEN_BACK"), true)),
            Map.entry(
                    "delivery=PARTIALLY_DELIVERED",
                    new Requirement(CONSIGNMENT, Set.of("DELIVERED", "TAKEN_BACK"), true)),
            Map.entry(
                    "delivery=UNDELIVERABLE", new Requirement(CONSIGNMENT, Set.of("LOST", "RETURNED_TO_SENDER"), true)),
            Map.entry("delivery=RETURNED", new Requirement(CONSIGNMENT, Set.of("TAKEN_BACK"), true)),
            Map.entry("delivery=PARTIALLY_RETURNED", new Requirement(CONSIGNMENT, Set.of("TAKEN_BACK"), true)),
            Map.entry("delivery=CANCELLED", new Requirement(CONSIGNMENT, Set.of("CANCELLED"), false)),
            Map.entry("payment=AUTHORIZED", new Requirement(MONEY, Set.of("HELD", "CAPTURED"), true)),
            Map.entry("payment=PAID", new Requirement(MONEY, RECEIVED, true)),
            Map.entry("payment=PARTIALLY_PAID", new Requirement(MONEY, RECEIVED, true)),
            Map.entry("payment=REFUNDED", new Requirement(MONEY, Set.of("REFUNDED"), true)),
            Map.entry("payment=PARTIALLY_REFUNDED", new Requirement(MONEY, Set.of("REFUNDED"), true)));

    /** The payment statuses that the client is told of, since it has to act, or wonders what became of its money. */
    private static final Map<String, String> TOLD =
            Map.of("ASKED", "REQUIRES_ACTION", "PART_RECEIVED", "PARTIALLY_PAID");

    /** The statuses with which an order goes on. */
    private static final Set<String> GOES_ON = Set.of("ACCEPTED", "IN_PROGRESS", "COMPLETED");

    private static final Set<String> GONE = Set.of(
            "CANCELLED",
            "LOST",
            "PICKED_SHORT",
            "REFUSED",
            "RETURNED_TO_SENDER",
            "TAKEN_BACK",
            "PREPARING",
            "BACKORDERED");
    private static final Set<String> HELD = Set.of("ASKED", "REPORTED", "HELD");

    private RecordRule() {}

    /** The reason why a change of a record in one of these states is impossible. */
    static String impossible(RecordChange change, Set<String> states) {
        var is = "the " + change.record() + " is " + String.join(", ", states);
        var needed = String.join(" or ", change.from());
        if (change.to().containsAll(states)) {
            return "repeats what another element has done: " + is + " already, and this element runs only while it is "
                    + needed + "; remove this element, or lead the path round it";
        }
        return change.from().containsAll(change.to())
                ? "runs while " + is + ", and has an effect only while it is " + needed
                        + "; remove the element, or move it"
                : "runs while " + is + ", and the server fails unless it is " + needed
                        + "; remove the element, or move it";
    }

    /** The contradiction between a status and the server's records; empty if there is none. */
    public static Optional<String> contradiction(
            DeclaredStatus status, LifecycleState state, Integer part, ServerInterface server) {
        var required = REQUIRED.get(status.lifecycle() + "=" + status.value());
        if (required == null || part == null && !required.ofWhole() || !server.changes(required.record())) {
            return Optional.empty();
        }
        var found = state.recordsOf(required.record(), part);
        return found.stream().anyMatch(required.states()::contains)
                ? Optional.empty()
                : Optional.of("declares the " + status.lifecycle() + " " + status.value() + " while the "
                        + required.record() + " is " + String.join(", ", found)
                        + ", so that the server refuses the event and the order stops; put it behind the task or the"
                        + " message that makes the " + required.record() + " "
                        + String.join(" or ", new TreeSet<>(required.states())));
    }

    /** The decision that was made before the order was amended, and with which an order may not go on; empty if there is none. */
    public static Optional<String> outdated(DeclaredStatus status, LifecycleState state) {
        return status.lifecycle().equals("order") && GOES_ON.contains(status.value())
                ? state.recordsIn(OUTDATED)
                        .filter(record -> record.startsWith(DECISION))
                        .map(record -> record.substring(DECISION.length()))
                        .findFirst()
                        .map(table -> "declares the order " + status.value() + ", but the decision table " + table
                                + " decided before the client amended the order; lead the path behind the message"
                                + " order.amended to a task that asks the table " + table + " again")
                : Optional.empty();
    }

    /** A status that the client is not told while the process waits; empty if there is none. */
    public static Optional<String> untold(LifecycleState state) {
        for (int part = 0; part < state.parts(); part++) {
            var payment = state.factsOf(part).status("payment");
            for (var money : state.recordsOf(MONEY, part)) {
                var told = TOLD.get(money);
                if (told != null && !told.equals(payment)) {
                    return Optional.of("the client is not told that the payment is " + told
                            + ": the process waits while the money is " + money + ", and the payment is still "
                            + payment
                            + "; declare the payment " + told + " at an event in front of what waits");
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The cancellation that the client is not told of when the process of a part ends; empty if there is none. An event of the whole order
     * can tell of it only if no other part is delivered.
     */
    public static Optional<String> untoldAtTheEndOf(int part, LifecycleState state) {
        var facts = state.factsOf(part);
        return facts.anyRecord(CONSIGNMENT, "CANCELLED") && !facts.anyPart("CANCELLED")
                ? Optional.of("the consignment ends CANCELLED, and the client is not told, so that an order whose other"
                        + " consignments are delivered can never be completed; declare the delivery CANCELLED, with a"
                        + " reason, at an event behind what cancels the consignment, such as ${cancelConsignment}")
                : Optional.empty();
    }

    /** The obligation that a trade leaves when it ends; empty if it leaves none. */
    public static Optional<String> leftOver(LifecycleState state) {
        for (int part = 0; part < state.parts(); part++) {
            var consignment = state.recordsOf(CONSIGNMENT, part);
            var money = state.recordsOf(MONEY, part);
            if (money.stream().anyMatch(HELD::contains)) {
                return Optional.of("the trade ends while the client's money is " + String.join(", ", money)
                        + "; capture it, or void it by ${voidRemainder} or ${reversePayment}");
            }
            if (consignment.stream().anyMatch(GONE::contains)
                    && money.stream().anyMatch(List.of("CAPTURED", "PART_RECEIVED")::contains)) {
                return Optional.of("the trade ends while the client has paid for goods that are "
                        + String.join(", ", consignment) + "; refund them by the process payment-refund");
            }
            if (money.contains("WRITTEN_OFF")
                    && !state.factsOf(part).status("payment").equals("VOIDED")) {
                return Optional.of(
                        "the trade ends, and the client is never told that its invoice is WRITTEN_OFF; declare"
                                + " the payment VOIDED at an event behind ${writeOffInvoice}");
            }
            if (state.recordsOf(RETURN, part).contains("OPEN")) {
                return Optional.of(
                        "the trade ends while the client waits for the answer to its return; book the returned"
                                + " goods by ${bookReturnedGoods}, or refuse the return by ${refuseReturn}");
            }
        }
        if (state.isAnyDeclineUntold()) {
            return Optional.of(
                    "the trade ends, and the client is never told that its payment was DECLINED; declare the"
                            + " payment FAILED, with a reason, at an event behind the error of the task that asks the provider");
        }
        return state.anyRecord(CONSIGNMENT, "TAKEN_BACK") && !state.anyPart("RETURNED")
                ? Optional.of(
                        "the trade ends, and the client is never told that its goods came back; declare the delivery"
                                + " RETURNED at an event behind ${bookReturnedGoods}")
                : Optional.empty();
    }
}
