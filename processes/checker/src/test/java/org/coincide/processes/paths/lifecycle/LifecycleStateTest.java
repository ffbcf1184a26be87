package org.coincide.processes.paths.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.coincide.processes.lifecycle.DeclaredStatus;
import org.coincide.processes.paths.expression.PathViolationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Applies sequences of statuses. */
class LifecycleStateTest {

    @ParameterizedTest
    @MethodSource
    void aChangeAgainstTheContractIsRejected(String said, String message) {
        assertThatThrownBy(() -> state(said))
                .isInstanceOf(PathViolationException.class)
                .message()
                .startsWith(message);
    }

    static Stream<Arguments> aChangeAgainstTheContractIsRejected() {
        return Stream.of(
                arguments("payment FAILED, payment PAID", "payment may not become PAID from FAILED"),
                arguments("delivery PREPARING, delivery PREPARING", "delivery may not become PREPARING from PREPARING"),
                arguments(
                        "delivery PREPARING, delivery SHIPPED",
                        "delivery may not become SHIPPED while the order is RECEIVED"),
                arguments("order ACCEPTED, order IN_PROGRESS, order COMPLETED", "order may not become COMPLETED with"),
                arguments("order REJECTED, payment VOIDED", "payment may not become VOIDED after the trade was closed"),
                arguments(
                        "order ACCEPTED, order ON_HOLD, order IN_PROGRESS",
                        "order was put on hold from ACCEPTED and may not become IN_PROGRESS"),
                arguments(
                        "order ACCEPTED, order ON_HOLD, order CANCELLED",
                        "order was put on hold from ACCEPTED and may not become CANCELLED"),
                arguments(
                        "order ACCEPTED, delivery PREPARING, 2 parts, 0 delivery SHIPPED, 0 delivery SHIPPED",
                        "delivery of one part may not become SHIPPED from SHIPPED"),
                arguments(
                        "order ACCEPTED, payment AUTHORIZED, 2 parts, 1 payment PAID, 1 payment PAID",
                        "payment of one part may not become PAID from PAID"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "order ON_HOLD, order RECEIVED, order ACCEPTED | ACCEPTED/NOT_STARTED/PENDING",
                "order ON_HOLD, order CANCELLED | CANCELLED/NOT_STARTED/PENDING",
                "2 parts, 0 delivery PREPARING | ACCEPTED/PREPARING/AUTHORIZED",
                "2 parts, 0 delivery SHIPPED | ACCEPTED/PARTIALLY_SHIPPED/AUTHORIZED",
                "2 parts, 0 delivery SHIPPED, 1 delivery SHIPPED | ACCEPTED/SHIPPED/AUTHORIZED",
                "2 parts, 0 delivery SHIPPED, 0 delivery DELIVERED | ACCEPTED/PARTIALLY_DELIVERED/AUTHORIZED",
                "2 parts, 0 payment PAID | ACCEPTED/PREPARING/PARTIALLY_PAID",
                "2 parts, 0 payment PAID, 1 payment PAID | ACCEPTED/PREPARING/PAID",
                "2 parts, 0 payment PAID, 0 payment REFUNDED | ACCEPTED/PREPARING/REFUNDED",
                "2 parts, delivery CANCELLED | ACCEPTED/CANCELLED/AUTHORIZED"
            })
    void statusesOfPartsDetermineTheWhole(String said, String statuses) {
        var before = said.startsWith("2") ? "order ACCEPTED, payment AUTHORIZED, delivery PREPARING, " : "";
        var state = state(before + said);
        assertThat(Stream.of("order", "delivery", "payment").map(state::status)).containsExactly(statuses.split("/"));
    }

    /** Preparation is declared for the whole trade and again for each consignment. */
    @Test
    void aStatusOfTheWholeCanBeRepeatedOncePerPart() {
        var state = state("order ACCEPTED, delivery PREPARING, 2 parts, 0 delivery PREPARING, 1 delivery PREPARING");
        assertThat(state.status("delivery")).isEqualTo("PREPARING");
        assertThatThrownBy(() -> apply(state, "0 delivery PREPARING")).isInstanceOf(PathViolationException.class);
    }

    private static LifecycleState state(String said) {
        var state = new LifecycleState();
        Stream.of(said.split(", ")).forEach(one -> apply(state, one));
        return state;
    }

    private static void apply(LifecycleState state, String said) {
        var words = said.split(" ");
        if (words[1].equals("parts")) {
            state.split(Integer.parseInt(words[0]));
        } else if (words.length == 3) {
            state.apply(new DeclaredStatus(words[1], words[2], null), Integer.valueOf(words[0]));
        } else {
            state.apply(new DeclaredStatus(words[0], words[1], null), null);
        }
    }
}
