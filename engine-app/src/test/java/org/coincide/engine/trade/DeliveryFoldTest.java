package org.coincide.engine.trade;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.coincide.engine.trade.status.DeliveryStatus;
import org.coincide.engine.trade.status.OrderStatus;
import org.coincide.engine.trade.status.PaymentStatus;
import org.coincide.engine.trade.status.Statuses;
import org.coincide.processes.lifecycle.DeliveryFold;

/** Every sequence of consignment events gives a legal delivery that ends closed. */
class DeliveryFoldTest {

    private static final Transitions CONTRACT = Transitions.ofContract();

    /** Consignments of one line, each with its own sequence of events. */
    private static final class DeliverySimulation {

        private final int[] pieces;
        private final DeliveryStatus[] states;
        private int returned;
        private DeliveryStatus present = DeliveryStatus.NOT_STARTED;
        private List<TradeLine> lines;

        DeliverySimulation(int[] pieces, boolean[] backordered) {
            this.pieces = pieces;
            this.states = new DeliveryStatus[pieces.length];
            for (int index = 0; index < pieces.length; index++) {
                states[index] = backordered[index] ? DeliveryStatus.BACKORDERED : DeliveryStatus.PREPARING;
            }
            lines = lines();
            for (int index = 0; index < pieces.length; index++) {
                hear(states[index]);
            }
        }

        /** One consignment takes one of the steps that are open to it. */
        void step(int which, int choice) {
            int index = which % states.length;
            List<DeliveryStatus> open = open(states[index]);
            if (!open.isEmpty()) {
                states[index] = open.get(choice % open.size());
                hear(states[index]);
            }
        }

        private static List<DeliveryStatus> open(DeliveryStatus state) {
            return switch (state) {
                case BACKORDERED -> List.of(DeliveryStatus.PREPARING, DeliveryStatus.CANCELLED);
                case PREPARING -> List.of(DeliveryStatus.SHIPPED, DeliveryStatus.CANCELLED, DeliveryStatus.BACKORDERED);
                case SHIPPED -> List.of(DeliveryStatus.DELIVERED, DeliveryStatus.UNDELIVERABLE);
                case UNDELIVERABLE -> List.of(DeliveryStatus.PREPARING, DeliveryStatus.CANCELLED);
                default -> List.of();
            };
        }

        /** Completes all open consignments by the shortest path. */
        void finish() {
            for (int index = 0; index < states.length; index++) {
                while (!open(states[index]).isEmpty()) {
                    step(index, 0);
                }
            }
        }

        void returnOne() {
            int delivered = lines.get(0).delivered();
            if (returned < delivered) {
                returned++;
                hear(DeliveryStatus.RETURNED);
            }
        }

        private void hear(DeliveryStatus said) {
            List<TradeLine> now = lines();
            DeliveryFold fold = new DeliveryFacts(List.of(), List.of(states)).fold(now);
            assertThat(fold.contradicts(said.name()))
                    .as("%s said of %s", said, this)
                    .isFalse();
            Optional<DeliveryStatus> next = fold.next(present.name(), !now.equals(lines), CONTRACT::allowsDelivery)
                    .map(DeliveryStatus::valueOf);
            next.ifPresent(status -> {
                assertThat(CONTRACT.allows("delivery", present, status))
                        .as("%s to %s", present, status)
                        .isTrue();
                assertThat(now).allMatch(TradeLine::quantitiesNest);
                present = status;
                lines = now;
            });
        }

        private List<TradeLine> lines() {
            int cancelled = 0;
            int shipped = 0;
            int delivered = 0;
            for (int index = 0; index < pieces.length; index++) {
                switch (states[index]) {
                    case CANCELLED -> cancelled += pieces[index];
                    case SHIPPED, UNDELIVERABLE -> shipped += pieces[index];
                    case DELIVERED -> {
                        shipped += pieces[index];
                        delivered += pieces[index];
                    }
                    default -> {}
                }
            }
            int ordered = Arrays.stream(pieces).sum();
            return List.of(new TradeLine(1, "TEA", ordered, BigDecimal.ONE, cancelled, shipped, delivered, returned));
        }

        @Override
        public String toString() {
            return present + " of " + List.of(states);
        }
    }

    record Step(int consignment, int choice) {}

    @Property(tries = 5_000)
    void everyStoryIsLegalAndEndsClosed(
            @ForAll("consignments") List<Integer> pieces,
            @ForAll("steps") List<Step> steps,
            @ForAll boolean firstIsMissing,
            @ForAll boolean allAreMissing) {
        DeliverySimulation delivery = delivery(pieces, firstIsMissing, allAreMissing);
        steps.forEach(step -> delivery.step(step.consignment(), step.choice()));
        delivery.finish();
        assertThat(CONTRACT.closes(new Statuses(OrderStatus.COMPLETED, delivery.present, PaymentStatus.PAID)))
                .as(delivery.toString())
                .isTrue();
    }

    @Property(tries = 2_000)
    void aReturnIsLegalAtAnyTime(@ForAll("consignments") List<Integer> pieces, @ForAll("steps") List<Step> steps) {
        DeliverySimulation delivery = delivery(pieces, false, false);
        for (Step step : steps) {
            delivery.step(step.consignment(), step.choice());
            delivery.returnOne();
        }
        delivery.finish();
        assertThat(delivery.present)
                .isIn(
                        DeliveryStatus.DELIVERED,
                        DeliveryStatus.CANCELLED,
                        DeliveryStatus.PARTIALLY_RETURNED,
                        DeliveryStatus.RETURNED);
    }

    @Example
    void aSingleConsignmentDeterminesTheDelivery() {
        DeliverySimulation delivery = new DeliverySimulation(new int[] {3}, new boolean[] {false});
        assertThat(delivery.present).isEqualTo(DeliveryStatus.PREPARING);
        delivery.step(0, 0);
        assertThat(delivery.present).isEqualTo(DeliveryStatus.SHIPPED);
        delivery.step(0, 0);
        assertThat(delivery.present).isEqualTo(DeliveryStatus.DELIVERED);
    }

    @Example
    void twoConsignmentsAreToldAsTheWhole() {
        DeliverySimulation delivery = new DeliverySimulation(new int[] {2, 1}, new boolean[] {false, true});
        List<DeliveryStatus> told = new ArrayList<>(List.of(delivery.present));
        for (int consignment : new int[] {0, 0, 1, 1, 1}) {
            delivery.step(consignment, 0);
            told.add(delivery.present);
        }
        assertThat(told)
                .containsExactly(
                        DeliveryStatus.PREPARING,
                        DeliveryStatus.PARTIALLY_SHIPPED,
                        DeliveryStatus.PARTIALLY_DELIVERED,
                        DeliveryStatus.PARTIALLY_DELIVERED,
                        DeliveryStatus.PARTIALLY_DELIVERED,
                        DeliveryStatus.DELIVERED);
    }

    @Example
    void aStatusWithoutAConsignmentIsAContradiction() {
        DeliveryFold fold = new DeliveryFacts(List.of(), List.of(DeliveryStatus.PREPARING))
                .fold(List.of(TradeLine.ordered(1, "TEA", 3, BigDecimal.ONE)));
        assertThat(fold.contradicts("DELIVERED")).isTrue();
        assertThat(fold.contradicts("SHIPPED")).isTrue();
        assertThat(fold.contradicts("CANCELLED")).isTrue();
        assertThat(fold.contradicts("PREPARING")).isFalse();
    }

    private static DeliverySimulation delivery(List<Integer> pieces, boolean firstIsMissing, boolean allAreMissing) {
        boolean[] missing = new boolean[pieces.size()];
        missing[0] = firstIsMissing;
        if (allAreMissing) {
            Arrays.fill(missing, true);
        }
        return new DeliverySimulation(
                pieces.stream().mapToInt(Integer::intValue).toArray(), missing);
    }

    @Provide
    Arbitrary<List<Integer>> consignments() {
        return Arbitraries.integers().between(1, 5).list().ofMinSize(1).ofMaxSize(4);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 5))
                .as(Step::new)
                .list()
                .ofMaxSize(30);
    }
}
