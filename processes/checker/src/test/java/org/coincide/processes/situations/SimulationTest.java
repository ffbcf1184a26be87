package org.coincide.processes.situations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coincide.processes.support.ModelChange.declare;
import static org.coincide.processes.support.ModelChange.setCondition;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.InputExpression;
import org.coincide.processes.model.CheckLimits;
import org.coincide.processes.paths.graph.ProcessGraphs;
import org.coincide.processes.support.DeclaredServer;
import org.coincide.processes.support.ModelChange;
import org.coincide.processes.support.Models;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("situations")
    void theServersOwnModelsFinishEverySituation(Situation situation) {
        var told = Player.play(
                situation, new ProcessGraphs(Models.with(Models.all()), DeclaredServer.INTERFACE, CheckLimits.DEFAULT));

        assertThat(told).isNotEmpty().noneMatch(line -> line.matches("(waits|ends|goes|incident|cannot).*|.*\\$\\{.*"));
    }

    static List<Situation> situations() {
        return Situation.ALL;
    }

    @Test
    void theSituationsDifferFromEachOther() {
        var graphs = new ProcessGraphs(Models.with(Models.all()), DeclaredServer.INTERFACE, CheckLimits.DEFAULT);
        assertThat(Situation.ALL.stream()
                        .map(situation -> Player.play(situation, graphs))
                        .distinct())
                .hasSizeGreaterThan(15);
    }

    @Test
    void equalModelsTellTheSame() {
        assertThat(compare(models -> {}).values()).allMatch(List::isEmpty);
    }

    @Test
    void aChangedStatusIsADifferenceWhereItOccurs() {
        var differences = compare(declare("order.bpmn", "Event_OrderHeld", "trading.reason", "X_OTHER"));

        assertThat(differences.get("held and rejected"))
                .startsWith("- order ON_HOLD (CREDIT_LIMIT)", "+ order ON_HOLD (X_OTHER)");
        assertThat(differences.get("ordinary, by card")).isEmpty();
    }

    @Test
    void aCodeThatNoModelSetsIsToldByItsSource() {
        var graphs = new ProcessGraphs(Models.with(Models.all()), DeclaredServer.INTERFACE, CheckLimits.DEFAULT);
        var cancelled = Situation.ALL.stream()
                .filter(situation -> situation.name().equals("cancelled while held"))
                .findFirst()
                .orElseThrow();

        assertThat(Player.play(cancelled, graphs))
                .contains("order CANCELLED (the code of cancellationReason, set by cancellation.requested)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"packed by hand", "cancelled before packing"})
    void peoplePackGoodsInStock(String name) {
        var graphs = new ProcessGraphs(Models.with(Models.all()), DeclaredServer.INTERFACE, CheckLimits.DEFAULT);
        var situation = Situation.ALL.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();

        assertThat(Player.play(situation, graphs))
                .contains("delivery PREPARING")
                .noneMatch(line -> line.startsWith("delivery BACKORDERED"));
    }

    @Test
    void anOrderThatStandsStillIsShown() {
        var differences =
                compare(setCondition("order.bpmn", "Flow_OrderReleased_OrderFree", "${reviewOutcome == 'X'}"));

        assertThat(differences.get("held and released"))
                .anySatisfy(line -> assertThat(line).startsWith("+ incident: "));
    }

    /** It breaks no rule, and changes no path. */
    @Test
    void aChangedLimitOfATableIsADifference() {
        var differences = compareWithLimit(">= 100");

        assertThat(differences.get("results of the table hold"))
                .anySatisfy(line ->
                        assertThat(line).startsWith("- limitPercent = 100, ").endsWith(": NONE"))
                .anySatisfy(line ->
                        assertThat(line).startsWith("+ limitPercent = 100, ").endsWith(": CREDIT_LIMIT"))
                .allSatisfy(line -> assertThat(line).contains("limitPercent = 100"));
    }

    @Test
    void modelsWithoutTheProcessOrderCannotBePlayed() {
        var differences = compare(models -> models.remove("order.bpmn"));

        assertThat(differences.get("ordinary, by card")).contains("+ cannot be played: the process order is missing");
    }

    @Test
    void aTableThatCannotBeReadIsNotCompared() {
        var differences = compareWithLimit("> 200 EUR");

        assertThat(differences.get("results of the table hold"))
                .singleElement()
                .asString()
                .startsWith("+ cannot be compared: ")
                .contains("200 EUR");
    }

    @Test
    void aTableWithVeryManyLimitsIsNotCompared() {
        var changed = Models.decisions();
        var table = changed.get("hold.dmn");
        table.getModelElementsByType(InputEntry.class).forEach(cell -> cell.getText()
                .setTextContent(
                        IntStream.range(0, 5_000).mapToObj(String::valueOf).collect(Collectors.joining(","))));
        table.getModelElementsByType(InputExpression.class).forEach(column -> column.setTypeRef("integer"));

        assertThat(compareWith(changed)).doesNotContainKey("results of the table hold");
    }

    @Test
    void aDiffKeepsTheOrderOfBothSides() {
        assertThat(Simulation.diff(List.of("a", "b", "c"), List.of("a", "c", "d")))
                .containsExactly("  a", "- b", "  c", "+ d");
    }

    private static Map<String, List<String>> compareWithLimit(String cell) {
        var changed = Models.decisions();
        changed.get("hold.dmn")
                .<InputEntry>getModelElementById("InputEntry_OverTheLimit_LimitPercent")
                .getText()
                .setTextContent(cell);
        return compareWith(changed);
    }

    private static Map<String, List<String>> compareWith(Map<String, DmnModelInstance> tables) {
        return Simulation.compare(
                Models.with(Models.all()),
                Models.with(Models.all(), tables, Models.forms()),
                DeclaredServer.INTERFACE,
                CheckLimits.DEFAULT);
    }

    private static Map<String, List<String>> compare(ModelChange change) {
        var changed = Models.all();
        change.apply(changed);
        return Simulation.compare(
                Models.with(Models.all()), Models.with(changed), DeclaredServer.INTERFACE, CheckLimits.DEFAULT);
    }
}
