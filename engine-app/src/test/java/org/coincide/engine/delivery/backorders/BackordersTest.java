package org.coincide.engine.delivery.backorders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.coincide.engine.delivery.backorders.BackorderAllocation.Allocation;
import org.coincide.engine.delivery.consignments.Consignment;
import org.coincide.engine.delivery.consignments.ConsignmentStatus;
import org.coincide.engine.delivery.consignments.WaitingConsignments;
import org.coincide.engine.polling.EagerPolls;
import org.coincide.engine.stock.Stock;
import org.coincide.engine.stock.StockLevel;
import org.junit.jupiter.api.Test;

class BackordersTest {

    private static final String TEA = "TEA";
    private static final String POT = "POT";

    private final WaitingConsignments waiting = mock(WaitingConsignments.class);
    private final Map<String, Set<String>> articlesOf = new HashMap<>();
    private final Stock stock = mock(Stock.class);
    private final BackorderAllocation allocation = mock(BackorderAllocation.class);
    private final Backorders backorders = new Backorders(waiting, stock, allocation, EagerPolls.polls());

    @Test
    void waitingConsignmentsAreReadOnlyAfterAnArrival() {
        arrived();

        assertThat(backorders.serve()).isEmpty();

        verify(waiting, never()).all();
    }

    @Test
    void aStockThatServesNobodyIsTriedOnce() {
        Consignment waiting = consignment(1, TEA);
        waiting(waiting);
        arrived(TEA);
        when(allocation.serve(any())).thenReturn(Allocation.TOO_FEW_PIECES);

        backorders.serve();
        backorders.serve();
        verify(allocation, times(1)).serve(waiting);

        when(stock.arrived()).thenReturn(List.of(new StockLevel(TEA, 6, 0, 9, null)));
        backorders.serve();
        verify(allocation, times(2)).serve(waiting);
    }

    @Test
    void aPostponedConsignmentIsTriedAgain() {
        waiting(consignment(1, TEA));
        arrived(TEA);
        when(allocation.serve(any())).thenReturn(Allocation.POSTPONED, Allocation.SERVED);

        assertThat(backorders.serve()).isEmpty();
        assertThat(backorders.serve()).containsExactly("trade/1");
    }

    @Test
    void aConsignmentBlocksLaterOnesOfItsArticles() {
        Consignment blocking = consignment(1, TEA, POT);
        waiting(blocking, consignment(2, TEA));
        arrived(TEA);
        when(allocation.isAwaited(blocking)).thenReturn(true);

        assertThat(backorders.serve()).isEmpty();

        verify(allocation, never()).serve(any());
    }

    @Test
    void aConsignmentWithoutWaitingProcessBlocksNoOther() {
        Consignment passedOver = consignment(1, TEA);
        Consignment served = consignment(3, TEA);
        waiting(passedOver, consignment(2, TEA, POT), served);
        arrived(TEA);
        when(allocation.serve(passedOver)).thenReturn(Allocation.NOT_WAITING);
        when(allocation.serve(served)).thenReturn(Allocation.SERVED);

        assertThat(backorders.serve()).containsExactly("trade/3");
    }

    @Test
    void aConsignmentOfOtherArticlesIsServed() {
        Consignment served = consignment(2, TEA);
        waiting(consignment(1, POT), served);
        arrived(TEA);
        when(allocation.serve(served)).thenReturn(Allocation.SERVED);

        assertThat(backorders.serve()).containsExactly("trade/2");
    }

    @Test
    void noConsignmentIsReadWhenAllPiecesAreTaken() {
        Consignment[] waitingForTea = IntStream.range(0, 1_000)
                .mapToObj(number -> consignment(number, TEA))
                .toArray(Consignment[]::new);
        waiting(waitingForTea);
        arrived(TEA);
        when(allocation.serve(waitingForTea[0])).thenReturn(Allocation.TOO_FEW_PIECES);

        backorders.serve();

        verify(waiting, times(1)).articlesOf(any());
    }

    @Test
    void manyConsignmentsOfOtherArticlesAreReadInParts() {
        Consignment served = consignment(1_200, TEA);
        waiting(Stream.concat(IntStream.range(0, 1_200).mapToObj(number -> consignment(number, POT)), Stream.of(served))
                .toArray(Consignment[]::new));
        arrived(TEA);
        when(allocation.serve(served)).thenReturn(Allocation.SERVED);

        assertThat(backorders.serve()).containsExactly("trade/1200");

        verify(waiting, times(3)).articlesOf(any());
    }

    private void arrived(String... articles) {
        when(stock.arrived())
                .thenReturn(Stream.of(articles)
                        .map(sku -> new StockLevel(sku, 5, 0, 9, null))
                        .toList());
    }

    private void waiting(Consignment... consignments) {
        when(waiting.all()).thenReturn(List.of(consignments));
        when(waiting.articlesOf(any())).thenReturn(articlesOf);
    }

    private Consignment consignment(int number, String... articles) {
        Consignment consignment = new Consignment(
                Consignment.id("trade", number), "trade", number, ConsignmentStatus.BACKORDERED, 0, null, null, null);
        articlesOf.put(consignment.id(), Set.of(articles));
        return consignment;
    }
}
