package org.coincide.client.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.coincide.client.demo.ChaosBroker.Fault;
import org.junit.jupiter.api.Test;

class ChaosReportTest {

    private static final int MANY = 123_456;

    private final Map<Fault, Integer> faults =
            new EnumMap<>(Arrays.stream(Fault.values()).collect(Collectors.toMap(Function.identity(), fault -> MANY)));
    private final Map<String, Integer> warnings =
            new HashMap<>(Map.of("BAD_SIGNATURE", MANY, "UNSIGNED", MANY, "UNKNOWN_KEY", MANY, "SEQUENCE_GAP", MANY));

    @Test
    void theLastLineHasTheCounts() {
        assertThat(report(true).passed()).isTrue();
        assertThat(report(true).lines())
                .last()
                .isEqualTo("CHAOS PASSED: 200 trades, 123456 messages, " + MANY * Fault.values().length
                        + " faults, ledger = journal");
    }

    @Test
    void eachLineFitsATerminal() {
        warnings.put("SCHEMA_VIOLATION_OF_A_LATER_VERSION", MANY);

        assertThat(report(false).lines())
                .allSatisfy(line -> assertThat(WrappingOutput.wrap(line)).hasSize(1));
    }

    @Test
    void aDifferentLedgerFails() {
        assertThat(report(false).passed()).isFalse();
        assertThat(report(false).lines()).last().asString().contains("FAILED", "≠");
    }

    @Test
    void aFaultOfNoKindFails() {
        faults.remove(Fault.DROPPED_LAST);

        assertThat(report(true).passed()).isFalse();
    }

    @Test
    void anUnansweredForgeryFails() {
        warnings.put("UNSIGNED", MANY - 1);

        assertThat(report(true).passed()).isFalse();
    }

    @Test
    void anUnexplainedWarningFails() {
        warnings.put("EQUIVOCATION", 1);

        assertThat(report(true).passed()).isFalse();
        assertThat(report(true).lines()).anyMatch(line -> line.contains("EQUIVOCATION"));
    }

    private ChaosReport report(boolean equal) {
        return new ChaosReport(200, MANY, faults, warnings, equal);
    }
}
