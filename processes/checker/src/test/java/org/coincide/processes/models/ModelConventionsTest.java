package org.coincide.processes.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.coincide.processes.conventions.Convention;
import org.coincide.processes.conventions.ViolationExample;
import org.coincide.processes.model.Finding;
import org.coincide.processes.model.ModelSet;
import org.coincide.processes.support.DeclaredServer;
import org.coincide.processes.support.Models;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each model keeps the conventions, and each violation is found. */
class ModelConventionsTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("conventions")
    void everyModelKeeps(Convention convention) {
        assertThat(findings(convention, Models.with(Models.all()))).isEmpty();
    }

    static Stream<Convention> conventions() {
        return Convention.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("violations")
    void aViolationIsFound(ViolationExample example) {
        assertThat(findings(example.convention(), example.models()))
                .anySatisfy(finding -> assertThat(finding).startsWith(example.finding()));
    }

    @Test
    void everyConventionHasAnExample() {
        assertThat(ViolationExample.all().map(ViolationExample::convention))
                .containsAll(Convention.all().toList());
    }

    static Stream<ViolationExample> violations() {
        return ViolationExample.all();
    }

    private static Stream<String> findings(Convention convention, ModelSet models) {
        return convention.findings(models, DeclaredServer.INTERFACE).map(Finding::toString);
    }
}
