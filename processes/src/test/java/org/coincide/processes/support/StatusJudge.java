package org.coincide.processes.support;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.coincide.processes.checks.contract.Contract;
import org.coincide.processes.checks.contract.Status;

/** Judges the statuses of a trade, one after the other, as the client will. */
public final class StatusJudge {

    private static final Contract CONTRACT = Contract.read();

    /** A status about to be said, and the three that hold until then. */
    private record Step(Status said, Map<String, String> before) {

        String from() {
            return before.get(said.lifecycle());
        }

        Map<String, String> after() {
            var after = new LinkedHashMap<>(before);
            after.put(said.lifecycle(), said.value());
            return after;
        }
    }

    private static final Function<Step, String> LEGAL_STEP = step ->
            CONTRACT.allows(step.said().lifecycle(), step.from(), step.said().value())
                    ? null
                    : step.said().lifecycle() + " may not become " + step.said().value() + " from " + step.from();

    /** No model holds an order yet; the first that does must teach this judge to what a held order may return. */
    private static final Function<Step, String> NO_HOLD =
            step -> step.said().value().equals(CONTRACT.hold(step.said().lifecycle()))
                    ? "this judge cannot follow " + step.said()
                    : null;

    private static final Function<Step, String> NOTHING_SHIPS_UNACCEPTED =
            step -> Set.of("SHIPPED", "PARTIALLY_SHIPPED").contains(step.said().value())
                            && Set.of("RECEIVED", "REJECTED")
                                    .contains(step.before().get("order"))
                    ? step.said() + " of an order that is " + step.before().get("order")
                    : null;

    private static final Function<Step, String> COMPLETED_IS_CLOSED =
            step -> step.said().value().equals("COMPLETED") && !CONTRACT.closes(step.after())
                    ? "COMPLETED with " + step.before()
                    : null;

    private static final Function<Step, String> NOTHING_AFTER_CLOSE = step -> CONTRACT.closes(step.before())
                    && !CONTRACT.allowsAfterClose(
                            step.said().lifecycle(), step.said().value())
            ? step.said() + " after the trade was closed with " + step.before()
            : null;

    private static final List<Function<Step, String>> ALL =
            List.of(NO_HOLD, LEGAL_STEP, NOTHING_SHIPS_UNACCEPTED, COMPLETED_IS_CLOSED, NOTHING_AFTER_CLOSE);

    private StatusJudge() {}

    /** The first thing that is wrong with these statuses, if anything is. */
    public static Optional<String> objection(List<Status> said) {
        var present = initial();
        for (var status : said) {
            var step = new Step(status, Map.copyOf(present));
            var objection = ALL.stream()
                    .map(rule -> rule.apply(step))
                    .filter(Objects::nonNull)
                    .findFirst();
            if (objection.isPresent()) {
                return objection;
            }
            present.put(status.lifecycle(), status.value());
        }
        return Optional.empty();
    }

    /** What is wrong with a trade that ends with these statuses, if anything is. */
    public static Optional<String> objectionAtEnd(List<Status> said) {
        var present = present(said);
        return CONTRACT.closes(present) ? Optional.empty() : Optional.of("ends without being closed: " + present);
    }

    /** The three statuses that hold after these were said. */
    public static Map<String, String> present(List<Status> said) {
        var present = initial();
        said.forEach(status -> present.put(status.lifecycle(), status.value()));
        return present;
    }

    private static Map<String, String> initial() {
        var initial = new LinkedHashMap<String, String>();
        Contract.LIFECYCLES.forEach(lifecycle -> initial.put(lifecycle, CONTRACT.initial(lifecycle)));
        return initial;
    }
}
