package org.coincide.client.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyMap;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.coincide.client.contract.TradingMessage.Statement.StatedTrade;
import org.coincide.client.ledger.RemovedTrades;
import org.coincide.client.ledger.Trades;
import org.coincide.client.ordering.OrderAnswers;
import org.coincide.client.requests.InquiryPublisher;
import org.coincide.client.support.ClientDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Many trades that lack messages, as during a rebuild: each transaction looks at some of them. */
class MissingMessagesTest {

    private static final int TRADES = 1_200;

    private final DataSource database = ClientDatabase.create();
    private final TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    private final ServerStatements statements =
            new ServerStatements(JdbcClient.create(database), new JdbcTemplate(database));
    private final Trades trades = mock(Trades.class);
    private final InquiryPublisher publisher = mock(InquiryPublisher.class);
    private final MissingMessages missing = new MissingMessages(
            statements, trades, mock(RemovedTrades.class), mock(OrderAnswers.class), mock(Rebuild.class), publisher);

    /** The sequences in the ledger, by trading identifier. */
    private final Map<String, Long> ledger = new HashMap<>();

    private final Map<String, Long> inquired = new HashMap<>();

    @BeforeEach
    void nameTrades() {
        when(trades.sequences(any())).thenAnswer(call -> {
            Map<String, Long> held = new HashMap<>(ledger);
            held.keySet().retainAll(call.<Collection<String>>getArgument(0));
            return held;
        });
        doAnswer(call -> {
                    inquired.putAll(call.getArgument(0));
                    return null;
                })
                .when(publisher)
                .publishStated(anyMap());
        var stated = IntStream.range(0, TRADES)
                .mapToObj(trade -> stated("trade-%04d".formatted(trade), 3))
                .toList();
        store(stated);
    }

    @Test
    void eachTransactionLooksAtSomeTrades() {
        assertThat(inquireAgain()).isTrue();
        assertThat(inquired).hasSize(500);
        assertThat(inquireAgain()).isTrue();
        assertThat(inquireAgain()).isFalse();
        assertThat(inquired).hasSize(TRADES).containsEntry("trade-1199", 1L);
    }

    @Test
    void theTradesAreLookedAtAgainAfterTheLastOne() {
        inquireAgain();
        inquireAgain();
        inquireAgain();
        inquired.clear();

        assertThat(inquireAgain()).isTrue();

        assertThat(inquired).hasSize(500).containsEntry("trade-0000", 1L);
    }

    @Test
    void completeTradesAreNoLongerMissing() {
        ledger.put("trade-0001", 3L);
        ledger.put("trade-0002", 2L);

        inquireAgain();

        assertThat(inquired).doesNotContainKey("trade-0001").containsEntry("trade-0002", 3L);
        assertThat(statements.countMissing()).isEqualTo(TRADES - 1);
    }

    /** The inbox stores a statement between the look at the trade and its removal. */
    @Test
    void aLaterStatedMessageRemainsMissing() {
        store(List.of(stated("trade-0001", 4)));

        transaction.executeWithoutResult(begun -> statements.removeHeld(Map.of("trade-0001", 3L, "trade-0002", 3L)));

        assertThat(statements.tails(List.of("trade-0001", "trade-0002"))).isEqualTo(Map.of("trade-0001", 4L));
    }

    private boolean inquireAgain() {
        return Boolean.TRUE.equals(transaction.execute(begun -> missing.inquireAgain()));
    }

    private void store(List<StatedTrade> stated) {
        transaction.executeWithoutResult(begun -> statements.replaceTails(
                stated.stream().map(StatedTrade::tradingId).collect(Collectors.toSet()), stated));
    }

    private static StatedTrade stated(String tradingId, long sequence) {
        return new StatedTrade(tradingId, "order of " + tradingId, sequence, "0".repeat(64), false);
    }
}
