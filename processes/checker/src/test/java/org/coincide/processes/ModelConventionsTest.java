package org.coincide.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.coincide.processes.checks.Finding;
import org.coincide.processes.checks.ModelSet;
import org.coincide.processes.checks.conventions.Breach;
import org.coincide.processes.checks.conventions.Convention;
import org.coincide.processes.support.Delegates;
import org.coincide.processes.support.Models;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An editor who leaves the conventions learns here where, and what to do. */
class ModelConventionsTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("conventions")
    void everyModelKeepsTo(Convention convention) {
        assertThat(findings(convention, Models.with(Models.all()))).isEmpty();
    }

    static Stream<Convention> conventions() {
        return Convention.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breaches")
    void aBreachIsNamed(Breach breach) {
        assertThat(findings(breach.convention(), breach.done()))
                .anySatisfy(finding -> assertThat(finding).startsWith(breach.finding()));
    }

    @Test
    void everyConventionCanBeBroken() {
        assertThat(Breach.all().map(Breach::convention))
                .containsAll(Convention.all().toList());
    }

    static Stream<Breach> breaches() {
        return Breach.all();
    }

    private static Stream<String> findings(Convention convention, ModelSet models) {
        return convention.findings(models, Delegates.known()).map(Finding::toString);
    }
}
