package org.coincide.engine.delivery.consignments;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.coincide.engine.trade.TradeLine;

class ConsignmentPlanTest {

    private static final LocalDate SOON = LocalDate.parse("2026-12-01");
    private static final LocalDate LATER = LocalDate.parse("2026-12-24");

    private static final List<TradeLine> LINES = List.of(
            TradeLine.ordered(1, "TEA", 5, BigDecimal.ONE),
            TradeLine.ordered(2, "CUP", 2, BigDecimal.ONE),
            TradeLine.ordered(3, "TEA", 3, BigDecimal.ONE));

    @Example
    void goodsInStockBecomeOneConsignment() {
        ConsignmentPlan plan = ConsignmentPlan.of(LINES, Map.of("TEA", 8, "CUP", 2), Map.of(), 0);
        assertThat(plan.parts()).hasSize(1);
        assertThat(plan.parts().get(0).pieces()).isEqualTo(Map.of(1, 5, 2, 2, 3, 3));
        assertThat(plan.inStock()).isEqualTo(1);
    }

    @Example
    void missingGoodsWaitInConsignmentsByDateOfSupply() {
        ConsignmentPlan plan = ConsignmentPlan.of(LINES, Map.of("TEA", 6), Map.of("TEA", LATER, "CUP", SOON), 0);
        assertThat(plan.parts()).extracting(ConsignmentPlan.Part::expectedOn).containsExactly(null, SOON, LATER);
        assertThat(plan.parts())
                .extracting(part -> Map.copyOf(part.pieces()))
                .containsExactly(Map.of(1, 5, 3, 1), Map.of(2, 2), Map.of(3, 2));
        assertThat(plan.inStock()).isEqualTo(1);
    }

    @Property(tries = 300)
    void everyPieceIsInExactlyOneConsignmentAndNoneIsTooLarge(
            @ForAll @IntRange(max = 8) int tea,
            @ForAll @IntRange(max = 2) int cups,
            @ForAll @IntRange(max = 6) int most) {
        ConsignmentPlan plan =
                ConsignmentPlan.of(LINES, Map.of("TEA", tea, "CUP", cups), Map.of("TEA", LATER, "CUP", SOON), most);
        for (TradeLine line : LINES) {
            assertThat(plan.parts().stream()
                            .mapToInt(part -> part.pieces().getOrDefault(line.number(), 0))
                            .sum())
                    .isEqualTo(line.quantity());
        }
        assertThat(plan.parts()).allSatisfy(part -> assertThat(part.pieces().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isBetween(1, most == 0 ? Integer.MAX_VALUE : most));
    }
}
