package org.coincide.engine.trade;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.coincide.engine.postgresql.ServerDatabase;
import org.coincide.engine.support.PlannedDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The indexes by which HSQLDB reads trades. */
class TradeIndexesTest {

    private final PlannedDatabase database = new PlannedDatabase();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final Trades trades = new Trades(
            jdbc,
            new JdbcTemplate(database),
            new TradeLocks(new JdbcTemplate(database), new TradeProperties(0), new ServerDatabase("jdbc:hsqldb:mem:")),
            Clock.systemUTC());
    private final TradeOverview overview = new TradeOverview(jdbc);

    @Test
    void aPageOfAClientsTradesIsReadByTime() {
        new TradeHeads(jdbc).page("acme", new TradeHeads.Position(Instant.EPOCH, "t"), 10);

        assertThat(database.plan()).contains("[index=TRADE_BY_CLIENT\n");
        assertThat(database.start()).contains("ACCEPTED_AT");
    }

    @Test
    void theOrdersOfTheLastMinuteAreReadByTime() {
        overview.lastAccepted("acme", 60, Instant.EPOCH);

        assertThat(database.plan()).contains("[index=TRADE_BY_CLIENT\n");
        assertThat(database.start()).contains("ACCEPTED_AT");
    }

    @Test
    void theOpenTradesOfAClientAreCountedByTheirIndex() {
        overview.openOf("acme", 500);

        assertThat(database.plan()).contains("[index=TRADE_OPEN_BY_CLIENT\n");
    }

    @Test
    void anOrderReferenceIsFoundByItsConstraint() {
        trades.find("acme", "PO-1");

        assertThat(database.start()).contains("ORDER_REFERENCE", "CLIENT_ID");
    }

    @Test
    void headsAreReadByTheirTradingIdentifiers() {
        new TradeHeads(jdbc).of("acme", List.of("t-1", "t-2"));

        assertThat(database.plan()).doesNotContain("TRADE_BY_CLIENT").contains("COLUMN: PUBLIC.TRADE.TRADING_ID");
    }

    @Test
    void theClosedOnesOfAFewTradesAreReadByTheirIdentifiers() {
        new TradeHeads(jdbc).closedBefore(List.of("t-1", "t-2"), Instant.EPOCH);

        assertThat(database.plan()).doesNotContain("TRADE_OPEN").contains("COLUMN: PUBLIC.TRADE.TRADING_ID");
    }
}
