package org.coincide.client.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.coincide.client.demo.ChaosBroker.Fault;

/**
 * The result of the chaos demo: a line for each kind of fault, and one line of counts at the end.
 *
 * @param messages number of messages in the server's journal
 * @param faults number of the injected faults
 * @param warnings number of the client's warnings by type
 * @param equal whether the ledger equals the journal
 */
record ChaosReport(int trades, int messages, Map<Fault, Integer> faults, Map<String, Integer> warnings, boolean equal) {

    private static final List<String> HEALING = List.of("SEQUENCE_GAP", "UNKNOWN_TRADE");

    /** The warnings with which the client answers messages that are not the server's. */
    private static final Map<Fault, String> ANSWERS = Map.of(
            Fault.ALTERED, "BAD_SIGNATURE",
            Fault.FORGED_WITH_THE_ACCOUNT, "UNSIGNED",
            Fault.FORGED_WITH_A_KEY, "UNKNOWN_KEY");

    /** Returns whether faults of each kind were injected, each was answered as it should be, and the ledger equals the journal. */
    boolean passed() {
        return equal
                && faults.size() == Fault.values().length
                && others().isEmpty()
                && ANSWERS.entrySet().stream().allMatch(answer -> count(answer.getKey()) == warned(answer.getValue()));
    }

    /** The lines to print. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        for (Fault fault : Fault.values()) {
            String answer = ANSWERS.get(fault);
            lines.add("  %-26s %6d%s"
                    .formatted(
                            fault.name().toLowerCase().replace('_', ' '),
                            count(fault),
                            answer == null ? "" : "   " + answer + " " + warned(answer)));
        }
        others().forEach(type -> lines.add("  %-26s %6d   %s".formatted("other warning", warned(type), type)));
        lines.add("");
        lines.add("CHAOS %s: %d trades, %d messages, %d faults, ledger %s journal"
                .formatted(passed() ? "PASSED" : "FAILED", trades, messages, total(), equal ? "=" : "≠"));
        return lines;
    }

    /** Warnings that no injected fault explains; a gap that a lost message leaves is one that heals. */
    private List<String> others() {
        return warnings.keySet().stream()
                .filter(type -> !HEALING.contains(type) && !ANSWERS.containsValue(type))
                .sorted()
                .toList();
    }

    private int count(Fault fault) {
        return faults.getOrDefault(fault, 0);
    }

    private int warned(String type) {
        return warnings.getOrDefault(type, 0);
    }

    private int total() {
        return faults.values().stream().mapToInt(Integer::intValue).sum();
    }
}
