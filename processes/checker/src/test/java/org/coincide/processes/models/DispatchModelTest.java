package org.coincide.processes.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.coincide.processes.support.ModelEngine;
import org.coincide.processes.support.TestTrade;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DispatchModelTest {

    private static final ModelEngine BENCH = new ModelEngine("dispatch");

    @RegisterExtension
    static final ProcessEngineCoverageExtension COVERAGE = BENCH.coverage();

    @BeforeAll
    static void deploy() {
        BENCH.deployModels();
    }

    @AfterEach
    void clear() {
        BENCH.clear();
    }

    @AfterAll
    static void close() {
        BENCH.close();
    }

    @Test
    void whatIsThereIsHandedOver() {
        var dispatch = dispatch(false, false).passAll();
        assertThat(dispatch.hasEnded()).isTrue();
        assertThat(dispatch.said()).containsExactly("delivery SHIPPED");
    }

    @Test
    void whatIsMissingWaitsUntilItHasArrived() {
        var dispatch = dispatch(true, false);
        assertThat(dispatch.said()).containsExactly("delivery BACKORDERED (AWAITING_SUPPLY)");

        dispatch.receive("stock.arrived").passAll();
        assertThat(dispatch.hasEnded()).isTrue();
        assertThat(dispatch.said())
                .containsExactly("delivery BACKORDERED (AWAITING_SUPPLY)", "delivery PREPARING", "delivery SHIPPED");
    }

    @Test
    void aPersonDecidesToGoOnWaitingForWhatIsOverdue() {
        var dispatch = dispatch(true, false).pass("BoundaryEvent_SupplyOverdue");
        dispatch.complete("Task_ReviewBackorder", Map.of("backorderDecision", "WAIT"))
                .receive("stock.arrived")
                .passAll();
        assertThat(dispatch.said()).endsWith("delivery PREPARING", "delivery SHIPPED");
    }

    @Test
    void aPersonDecidesToWaitNoLonger() {
        var dispatch = dispatch(true, false).pass("BoundaryEvent_SupplyOverdue");
        dispatch.complete("Task_ReviewBackorder", Map.of("backorderDecision", "CANCEL"))
                .passAll();
        assertThat(dispatch.hasEnded()).isTrue();
        assertThat(dispatch.said()).endsWith("delivery CANCELLED (SUPPLY_ABANDONED)");
        assertThat(BENCH.delegates().calls()).containsExactly("cancelConsignment");
    }

    @Test
    void peoplePickAndHandOver() {
        var dispatch = dispatch(false, true);
        dispatch.complete("Task_PickAndPack", Map.of("pickOutcome", "PICKED"));
        assertThat(dispatch.tasks()).containsExactly("Task_HandOverParcel");

        dispatch.complete("Task_HandOverParcel", Map.of()).passAll();
        assertThat(dispatch.hasEnded()).isTrue();
        assertThat(dispatch.said()).containsExactly("delivery SHIPPED");
    }

    @Test
    void whatIsNotFoundOnTheShelfIsAwaited() {
        var dispatch = dispatch(false, true);
        dispatch.complete("Task_PickAndPack", Map.of("pickOutcome", "WAITING"));
        assertThat(dispatch.waiting()).contains("stock.arrived");
        assertThat(dispatch.said()).containsExactly("delivery BACKORDERED (AWAITING_SUPPLY)");
    }

    @Test
    void whereNothingIsFoundNothingIsSent() {
        var dispatch = dispatch(false, true);
        dispatch.complete("Task_PickAndPack", Map.of("pickOutcome", "NOTHING"));
        assertThat(dispatch.hasEnded()).isTrue();
        assertThat(dispatch.said()).containsExactly("delivery CANCELLED (OUT_OF_STOCK)");
    }

    @Test
    void pickingThatTakesLongIsReviewedAndGoesOn() {
        var dispatch = dispatch(false, true).pass("BoundaryEvent_PreparationOverdue");
        assertThat(dispatch.tasks()).containsExactlyInAnyOrder("Task_PickAndPack", "Task_ReviewDelay");

        dispatch.complete("Task_ReviewDelay", Map.of());
        assertThat(dispatch.tasks()).containsExactly("Task_PickAndPack");
    }

    private static TestTrade dispatch(boolean backordered, boolean byHand) {
        return BENCH.start(
                "dispatch",
                Map.of(
                        "consignment",
                        1L,
                        "backordered",
                        backordered,
                        "byHand",
                        byHand,
                        "again",
                        false,
                        "consignmentSent",
                        false));
    }
}
