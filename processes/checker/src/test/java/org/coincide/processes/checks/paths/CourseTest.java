package org.coincide.processes.checks.paths;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.coincide.processes.checks.contract.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Statuses, one after the other, as the client will judge them. */
class CourseTest {

    @ParameterizedTest
    @MethodSource
    void whatTheContractForbidsIsObjectedTo(String said, String objection) {
        assertThatThrownBy(() -> course(said))
                .isInstanceOf(ObjectionException.class)
                .message()
                .startsWith(objection);
    }

    static Stream<Arguments> whatTheContractForbidsIsObjectedTo() {
        return Stream.of(
                arguments("payment FAILED, payment PAID", "payment may not become PAID from FAILED"),
                arguments("delivery PREPARING, delivery PREPARING", "delivery may not become PREPARING from PREPARING"),
                arguments("delivery PREPARING, delivery SHIPPED", "delivery SHIPPED of an order that is RECEIVED"),
                arguments("order ACCEPTED, order IN_PROGRESS, order COMPLETED", "COMPLETED with"),
                arguments("order REJECTED, payment VOIDED", "payment VOIDED after the trade was closed"),
                arguments(
                        "order ACCEPTED, order ON_HOLD, order IN_PROGRESS",
                        "ON_HOLD since it was ACCEPTED becomes IN_PROGRESS"),
                arguments(
                        "order ACCEPTED, order ON_HOLD, order CANCELLED",
                        "ON_HOLD since it was ACCEPTED becomes CANCELLED"),
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
    void whatIsSaidOfPartsMovesTheWhole(String said, String statuses) {
        var before = said.startsWith("2") ? "order ACCEPTED, payment AUTHORIZED, delivery PREPARING, " : "";
        var course = course(before + said);
        assertThat(Stream.of("order", "delivery", "payment").map(course::status))
                .containsExactly(statuses.split("/"));
    }

    /** The model that prepares the whole says it once more of each consignment. */
    @Test
    void whatWasSaidOfTheWholeCanBeSaidOfEachPartOnce() {
        var course = course("order ACCEPTED, delivery PREPARING, 2 parts, 0 delivery PREPARING, 1 delivery PREPARING");
        assertThat(course.status("delivery")).isEqualTo("PREPARING");
        assertThatThrownBy(() -> say(course, "0 delivery PREPARING")).isInstanceOf(ObjectionException.class);
    }

    private static Course course(String said) {
        var course = new Course();
        Stream.of(said.split(", ")).forEach(one -> say(course, one));
        return course;
    }

    private static void say(Course course, String said) {
        var words = said.split(" ");
        if (words[1].equals("parts")) {
            course.split(Integer.parseInt(words[0]));
        } else if (words.length == 3) {
            course.say(new Status(words[1], words[2], null), Integer.valueOf(words[0]));
        } else {
            course.say(new Status(words[0], words[1], null), null);
        }
    }
}
