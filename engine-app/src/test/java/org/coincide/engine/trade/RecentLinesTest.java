package org.coincide.engine.trade;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentLinesTest {

    private final RecentLines recent = new RecentLines(2);

    @Test
    void theLinesOfTheLastCommitAreKnown() {
        Trade trade = new TradeExample().quantities(0, 1, 0, 0).trade();
        recent.put(trade);

        assertThat(recent.of(trade.tradingId(), trade.sequence())).contains(trade.lines());
    }

    @Test
    void anotherSequenceMeansOtherLines() {
        Trade trade = new TradeExample().trade();
        recent.put(trade);

        assertThat(recent.of(trade.tradingId(), trade.sequence() + 1)).isEmpty();
    }

    @Test
    void aClosedTradeIsForgotten() {
        Trade trade = new TradeExample().trade();
        recent.put(trade);
        recent.put(new TradeExample().closed().trade());

        assertThat(recent.of(trade.tradingId(), trade.sequence())).isEmpty();
    }

    @Test
    void theTradeUsedLongestAgoIsForgotten() {
        Trade first = withId("first");
        Trade second = withId("second");
        recent.put(first);
        recent.put(second);
        recent.of("first", first.sequence());
        recent.put(withId("third"));

        assertThat(recent.of("first", first.sequence())).isPresent();
        assertThat(recent.of("second", second.sequence())).isEmpty();
    }

    @Test
    void aTradeOfMoreLinesThanAllIsNotKept() {
        RecentLines none = new RecentLines(0);
        Trade trade = new TradeExample().trade();
        none.put(trade);

        assertThat(none.of(trade.tradingId(), trade.sequence())).isEmpty();
    }

    private static Trade withId(String tradingId) {
        return new TradeExample().id(tradingId).trade();
    }
}
