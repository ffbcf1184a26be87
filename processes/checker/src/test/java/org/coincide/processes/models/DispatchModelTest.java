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

    private static final ModelEngine ENGINE = new ModelEngine("dispatch");

    @RegisterExtension
    static final ProcessEngineCoverageExtension COVERAGE = ENGINE.coverage();

    @BeforeAll
    static void deploy() {
        ENGINE.deployModels();
    }

    @AfterEach
    void clear() {
        ENGINE.clear();
    }

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    @Test
    void availableGoodsAreHandedOver() {
        var dispatch = dispatch(false, false).runAll();
        assertThat(dispatch.hasEnded()).isTrue();
        assertThat(dispatch.declared()).containsExactly("delivery SHIPPED");
    }

    @Test
    void missingGoodsAreAwaited() {
        var dispatch = dispatch(true, false);
        assertThat(dispatch.declared()).containsExactly("delivery BACKORDERED (AWAITING_SUPPLY)");

        dispatch.receive("stock.arrived").runAll();
        assertThat(dispatch.hasEnded()).isTrue();
        assertThat(dispatch.declared())
                .containsExactly("delivery BACKORDERED (AWAITING_SUPPLY)", "delivery PREPARING", "delivery SHIPPED");
    }

    @Test
    void aPersonCanKeepAnOverdueInvoiceOpen() {
        var dispatch = dispatch(true, false).run("BoundaryEvent_SupplyOverdue");
        dispatch.complete("Task_ReviewBackorder", Map.of("backorderDecision", "WAIT"))
                .receive("stock.arrived")
                .runAll();
        assertThat(dispatch.declared()).endsWith("delivery PREPARING", "delivery SHIPPED");
    }

    @Test
    void aPersonDecidesToWaitNoLonger() {
        var dispatch = dispatch(true, false).run("BoundaryEvent_SupplyOverdue");
        dispatch.complete("Task_ReviewBackorder", Map.of("backorderDecision", "CANCEL"))
                .runAll();
        assertThat(dispatch.hasEnded()).isTrue();
        assertThat(dispatch.declared()).endsWith("delivery CANCELLED (SUPPLY_ABANDONED)");
        assertThat(ENGINE.delegates().calls()).containsExactly("cancelConsignment");
    }

    @Test
    void peoplePickAndHandOver() {
        var dispatch = dispatch(false, true);
        dispatch.complete("Task_PickAndPack", Map.of("pickOutcome", "PICKED"));
        assertThat(dispatch.tasks()).containsExactly("Task_HandOverParcel");

        dispatch.complete("Task_HandOverParcel", Map.of()).runAll();
        assertThat(dispatch.hasEnded()).isTrue();
        assertThat(dispatch.declared()).containsExactly("delivery SHIPPED");
    }

    @Test
    void missingPiecesAreAwaited() {
        var dispatch = dispatch(false, true);
        dispatch.complete("Task_PickAndPack", Map.of("pickOutcome", "WAITING"));
        assertThat(dispatch.waiting()).contains("stock.arrived");
        assertThat(dispatch.declared()).containsExactly("delivery BACKORDERED (AWAITING_SUPPLY)");
    }

    @Test
    void withoutFoundGoodsNothingIsSent() {
        var dispatch = dispatch(false, true);
        dispatch.complete("Task_PickAndPack", Map.of("pickOutcome", "NOTHING"));
        assertThat(dispatch.hasEnded()).isTrue();
        assertThat(dispatch.declared()).containsExactly("delivery CANCELLED (OUT_OF_STOCK)");
    }

    @Test
    void missingPiecesEndARepeatedDispatch() {
        var dispatch = dispatch(false, true, true);
        dispatch.complete("Task_PickAndPack", Map.of("pickOutcome", "NOTHING"));
        assertThat(dispatch.hasEnded()).isTrue();
        assertThat(dispatch.declared()).containsExactly("delivery BACKORDERED (AWAITING_SUPPLY)");
    }

    @Test
    void overduePickingIsReviewedAndContinues() {
        var dispatch = dispatch(false, true).run("BoundaryEvent_PreparationOverdue");
        assertThat(dispatch.tasks()).containsExactlyInAnyOrder("Task_PickAndPack", "Task_ReviewDelay");

        dispatch.complete("Task_ReviewDelay", Map.of());
        assertThat(dispatch.tasks()).containsExactly("Task_PickAndPack");
    }

    private static TestTrade dispatch(boolean backordered, boolean byHand) {
        return dispatch(backordered, byHand, false);
    }

    private static TestTrade dispatch(boolean backordered, boolean byHand, boolean again) {
        return ENGINE.start(
                "dispatch",
                Map.of(
                        "consignment",
                        1L,
                        "backordered",
                        backordered,
                        "byHand",
                        byHand,
                        "again",
                        again,
                        "consignmentSent",
                        false));
    }
}
