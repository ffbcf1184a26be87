package org.coincide.engine.delivery.consignments;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConsignmentStatusTest {

    @ParameterizedTest
    @CsvSource({
        "BACKORDERED, PREPARING",
        "PREPARING, PICKED",
        "PREPARING, HANDING_OVER",
        "PREPARING, BACKORDERED",
        "PICKED, HANDING_OVER",
        "HANDING_OVER, SHIPPED",
        "HANDING_OVER, PICKED",
        "SHIPPED, ATTEMPT_FAILED",
        "ATTEMPT_FAILED, ATTEMPT_FAILED",
        "ATTEMPT_FAILED, DELIVERED",
        "SHIPPED, LOST",
        "LOST, PREPARING",
        "PREPARING, PICKED_SHORT",
        "PICKED_SHORT, PREPARING",
        "PICKED_SHORT, CANCELLED",
        "RETURNED_TO_SENDER, CANCELLED"
    })
    void mayBecome(ConsignmentStatus from, ConsignmentStatus to) {
        assertThat(from.mayBecome(to)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "HANDING_OVER, CANCELLED",
        "SHIPPED, CANCELLED",
        "SHIPPED, PREPARING",
        "DELIVERED, LOST",
        "LOST, DELIVERED",
        "PICKED_SHORT, DELIVERED",
        "CANCELLED, PREPARING"
    })
    void mayNotBecome(ConsignmentStatus from, ConsignmentStatus to) {
        assertThat(from.mayBecome(to)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void consignmentsWithReservedStockAreInTheWarehouse(ConsignmentStatus status) {
        assertThat(status.holdsStock() && status.isShipped()).isFalse();
    }

    @Test
    void aConsignmentPickedShortHoldsNoStockAndIsNotRecalled() {
        assertThat(ConsignmentStatus.PICKED_SHORT.holdsStock()).isFalse();
        assertThat(ConsignmentStatus.PICKED_SHORT.isRecallable()).isFalse();
        assertThat(ConsignmentStatus.PICKED_SHORT.isShipped()).isFalse();
    }

    @Test
    void aConsignmentBeingHandedOverIsNotRecalled() {
        assertThat(ConsignmentStatus.HANDING_OVER.isRecallable()).isFalse();
    }
}
