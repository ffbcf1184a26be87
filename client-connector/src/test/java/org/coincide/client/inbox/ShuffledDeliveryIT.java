package org.coincide.client.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.coincide.client.ClientApplication;
import org.coincide.client.contract.CanonicalJson;
import org.coincide.client.ledger.History;
import org.coincide.client.ledger.HistoryEntry;
import org.coincide.client.signatures.SignedMessageReader;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.RandomTrade;
import org.coincide.client.support.ServerKey;
import org.coincide.client.support.TradeMessages;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** Messages received out of order, repeatedly and in batches of any size: the ledger ends equal to the server's messages. */
class ShuffledDeliveryIT {

    private static ConfigurableApplicationContext context;

    @BeforeContainer
    static void start() {
        List<String> arguments = new ArrayList<>(ServerKey.arguments());
        arguments.addAll(List.of(
                "--spring.datasource.url=jdbc:hsqldb:mem:shuffled;hsqldb.tx=mvcc",
                "--coincide.client.secret=any",
                "--coincide.inbox.enabled=false",
                "--coincide.broker.url=failover:(tcp://127.0.0.1:1)?timeout=50",
                "--logging.level.ledger=off"));
        context = new SpringApplicationBuilder(ClientApplication.class)
                .web(WebApplicationType.NONE)
                .run(arguments.toArray(String[]::new));
    }

    @AfterContainer
    static void stop() {
        context.close();
    }

    @Property(tries = 60)
    void theLedgerEqualsTheServersMessages(
            @ForAll("choices") List<List<Integer>> trades,
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 20) int batch) {
        var random = new Random(seed);
        var randomTrades = trades.stream()
                .map(choices -> new RandomTrade(sentOrder()).follow(choices))
                .toList();
        randomTrades.forEach(ShuffledDeliveryIT::request);
        List<String> deliveries = new ArrayList<>();
        randomTrades.forEach(trade -> trade.published().forEach(message -> {
            for (int copies = 1 + random.nextInt(3); copies > 0; copies--) {
                deliveries.add(message);
            }
        }));
        Collections.shuffle(deliveries, random);

        deliver(deliveries, batch);

        randomTrades.forEach(
                trade -> assertThat(bodies(trade.messages().tradingId())).isEqualTo(trade.published()));
        assertThat(count("SELECT COUNT(*) FROM quarantine WHERE state = 'WAITING'"))
                .isZero();
        assertThat(count("SELECT COUNT(*) FROM warning WHERE warning_type NOT IN ('UNKNOWN_TRADE', 'SEQUENCE_GAP')"))
                .isZero();
    }

    @Provide
    Arbitrary<List<List<Integer>>> choices() {
        return Arbitraries.integers()
                .between(0, 1000)
                .list()
                .ofMaxSize(15)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    private static TradeMessages sentOrder() {
        var order = ContractFiles.order("PO-" + UUID.randomUUID());
        context.getBean(JdbcTemplate.class)
                .update(
                        "INSERT INTO placed_order VALUES (?, ?, '{}', 'ACCEPTED', CURRENT_TIMESTAMP, NULL, NULL, NULL, 0, NULL, NULL)",
                        order.get("orderReference").asText(),
                        CanonicalJson.digest(order));
        return TradeMessages.of(order);
    }

    /** Records the amendments and a return as requested by the client: others raise a warning. */
    private static void request(RandomTrade trade) {
        trade.amendments().forEach(order -> context.getBean(JdbcTemplate.class)
                .update(
                        """
                                INSERT INTO trade_request (id, trading_id, order_reference, kind, content_digest, order_digest, state, requested_at, entry_number)
                                VALUES (?, ?, ?, 'AMENDMENT', 'any', ?, 'REQUESTED', CURRENT_TIMESTAMP, 0)""",
                        UUID.randomUUID().toString(),
                        trade.messages().tradingId(),
                        order.get("orderReference").asText(),
                        CanonicalJson.digest(order)));
        context.getBean(JdbcTemplate.class)
                .update(
                        """
                        INSERT INTO trade_request (id, trading_id, order_reference, kind, content_digest, state, requested_at, entry_number)
                        VALUES (?, ?, ?, 'RETURN', 'any', 'REQUESTED', CURRENT_TIMESTAMP, 0)""",
                        UUID.randomUUID().toString(),
                        trade.messages().tradingId(),
                        trade.messages().reference());
    }

    private static void deliver(List<String> texts, int batch) {
        var reader = context.getBean(SignedMessageReader.class);
        var inbox = context.getBean(Inbox.class);
        List<ReceivedMessage> deliveries = texts.stream()
                .map(text -> new ReceivedMessage(
                        UUID.randomUUID().toString(),
                        "TextMessage",
                        text,
                        ServerKey.sign(text),
                        reader.read(text, ServerKey.sign(text)),
                        1,
                        Instant.EPOCH))
                .toList();
        for (int i = 0; i < deliveries.size(); i += batch) {
            assertThat(inbox.process(deliveries.subList(i, Math.min(i + batch, deliveries.size()))))
                    .isTrue();
        }
    }

    private static List<String> bodies(String tradingId) {
        return context.getBean(History.class).of(tradingId).stream()
                .map(HistoryEntry::body)
                .toList();
    }

    private static int count(String query) {
        return context.getBean(JdbcTemplate.class).queryForObject(query, Integer.class);
    }
}
