package org.coincide.engine.payment.cards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.coincide.engine.delivery.consignments.Claims;
import org.coincide.engine.delivery.consignments.Consignment;
import org.coincide.engine.delivery.consignments.ConsignmentStatus;
import org.coincide.engine.delivery.consignments.Consignments;
import org.coincide.engine.payment.RefundOutcome;
import org.coincide.engine.payment.bank.Bank;
import org.coincide.engine.payment.bank.TransferRefundRequest;
import org.coincide.engine.payment.books.ClaimGivenUpException;
import org.coincide.engine.payment.books.ConsignmentValues;
import org.coincide.engine.payment.books.Movement;
import org.coincide.engine.payment.books.Movement.Kind;
import org.coincide.engine.payment.books.Movement.State;
import org.coincide.engine.payment.books.MovementIntents;
import org.coincide.engine.payment.books.Movements;
import org.coincide.engine.payment.books.PaymentProperties;
import org.coincide.engine.payment.books.Refunds;
import org.coincide.engine.payment.provider.CaptureSupport;
import org.coincide.engine.payment.provider.PaymentProvider;
import org.coincide.engine.payment.provider.ProviderUnavailableException;
import org.coincide.engine.payment.refunds.RefundExecutor;
import org.coincide.engine.postgresql.PartnerCalls;
import org.coincide.engine.support.BooksDatabase;
import org.coincide.engine.trade.Amounts;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.TradeLine;
import org.coincide.engine.trade.Trades;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Whatever happens to the goods of an order by card, and whenever the provider fails: the books have the provider's money, never more than
 * is authorized, and in the end the price of the goods that the client keeps.
 */
class MoneyPropertiesTest {

    @Configuration
    @EnableTransactionManagement(proxyTargetClass = true)
    @ComponentScan(
            lazyInit = true,
            basePackages = {
                "org.coincide.engine.payment.books",
                "org.coincide.engine.payment.cards",
                "org.coincide.engine.payment.refunds"
            })
    static class Books {}

    private static AnnotationConfigApplicationContext books;
    private static final UnreliableProvider PROVIDER = new UnreliableProvider();
    private static final Trades TRADES = mock(Trades.class);
    private static final Consignments CONSIGNMENTS = mock(Consignments.class);
    private static final Bank BANK = mock(Bank.class);

    private static TransactionTemplate transaction;

    @BeforeContainer
    static void start() {
        DataSource database = BooksDatabase.create();
        transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        Clock clock = mock(Clock.class);
        when(clock.instant()).thenReturn(Instant.parse("2026-12-03T12:00:00Z"));
        books = new AnnotationConfigApplicationContext();
        books.registerBean(JdbcClient.class, () -> JdbcClient.create(database));
        books.registerBean(PlatformTransactionManager.class, transaction::getTransactionManager);
        books.registerBean(Clock.class, () -> clock);
        books.registerBean(Trades.class, () -> TRADES);
        books.registerBean(Consignments.class, () -> CONSIGNMENTS);
        books.registerBean(PaymentProvider.class, () -> PROVIDER);
        books.registerBean(Bank.class, () -> BANK);
        books.registerBean(PartnerCalls.class, () -> mock(PartnerCalls.class));
        books.registerBean(ObjectMapper.class);
        books.registerBean(PaymentProperties.class, () -> new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("x", PaymentProperties.class));
        books.register(Books.class);
        books.refresh();
    }

    @AfterContainer
    static void stop() {
        books.close();
    }

    @Property(tries = 80, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void theMoneyIsThatOfTheGoods(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 1, max = 50) Integer> values,
            @ForAll CaptureSupport support,
            @ForAll long seed) {
        Random happenings = new Random(seed);
        PROVIDER.begin(happenings, support);
        Sale sale = new Sale(values, happenings);
        sale.authorize();
        PROVIDER.reliable(false);
        for (int turn = happenings.nextInt(25); turn > 0; turn--) {
            sale.somethingHappens();
            sale.assertSound();
        }
        sale.deliverTheRest();
        for (int turn = happenings.nextInt(4); turn > 0; turn--) {
            sale.giveBack();
            sale.assertSound();
        }
        PROVIDER.reliable(true);
        sale.settleAll();
        sale.assertSound();
        sale.assertPaidForKeptGoods();
    }

    private enum Goods {
        PLANNED,
        SHIPPED,
        DELIVERED,
        GIVEN_UP,
        CANCELLED
    }

    /** A consignment. Each of its pieces costs 1.00. */
    private static final class Part {

        private final int number;
        private final int value;
        private Goods goods = Goods.PLANNED;
        private boolean renewing;
        /** Nothing more is captured: it is paid by transfer, or was given up before. */
        private boolean ended;

        private boolean refunded;

        private Part(int number, int value) {
            this.number = number;
            this.value = value;
        }

        private boolean is(Goods... any) {
            return List.of(any).contains(goods);
        }
    }

    /** An order by card, and the steps that the server makes for it. */
    private static final class Sale {

        private final Random happenings;
        private final List<Part> parts;
        private final Trade trade = mock(Trade.class);
        private final String tradingId = UUID.randomUUID().toString();
        private final List<String> returns = new ArrayList<>();
        private final Movements movements = books.getBean(Movements.class);
        private int returned;
        private BigDecimal transferred = BigDecimal.ZERO;
        private final Map<String, BigDecimal> transferredBack = new HashMap<>();

        private Sale(List<Integer> values, Random happenings) {
            this.happenings = happenings;
            parts = IntStream.range(0, values.size())
                    .mapToObj(index -> new Part(index + 1, values.get(index)))
                    .toList();
            TradeLine line = TradeLine.ordered(1, "A", 1000, BigDecimal.ONE);
            when(trade.tradingId()).thenReturn(tradingId);
            when(trade.currency()).thenReturn("EUR");
            when(trade.contents()).thenReturn("{}");
            when(trade.lines()).thenReturn(List.of(line));
            when(trade.due()).thenAnswer(call -> sum(part -> !part.is(Goods.CANCELLED)));
            when(TRADES.asRead(tradingId)).thenReturn(Optional.of(trade));
            doAnswer(call -> Map.of(1, parts.get(call.<Integer>getArgument(1) - 1).value))
                    .when(CONSIGNMENTS)
                    .piecesOf(eq(tradingId), anyInt());
            doAnswer(call -> parts.stream()
                            .filter(part -> !part.is(Goods.CANCELLED))
                            .collect(Collectors.toMap(part -> part.number, part -> Map.of(1, part.value))))
                    .when(CONSIGNMENTS)
                    .uncancelled(tradingId);
            doAnswer(call -> {
                        TransferRefundRequest request = call.getArgument(0);
                        transferredBack.put(request.key(), request.amount().value());
                        return new RefundOutcome.Refunded("transfer");
                    })
                    .when(BANK)
                    .refund(any());
        }

        @Override
        public String toString() {
            return parts.stream().map(part -> part.goods + " " + part.value).toList() + ", returned " + returned
                    + ", transferred " + transferred + "\n"
                    + movements.of(tradingId).stream()
                            .map(movement -> "%s %s of %s: %s %s"
                                    .formatted(
                                            movement.idempotencyKey().substring(tradingId.length()),
                                            movement.amount(),
                                            movement.sourceKey(),
                                            movement.state(),
                                            movement.last() ? "last" : ""))
                            .collect(Collectors.joining("\n"));
        }

        private BigDecimal sum(Predicate<Part> which) {
            return BigDecimal.valueOf(
                    parts.stream().filter(which).mapToInt(part -> part.value).sum());
        }

        private void authorize() {
            hold(Movement.authorization(trade, 1, trade.due()));
        }

        private boolean hold(Movement authorization) {
            return transaction.execute(
                    status -> books.getBean(Authorizations.class).holdWithoutClient(authorization));
        }

        private void somethingHappens() {
            Part part = parts.get(happenings.nextInt(parts.size()));
            switch (happenings.nextInt(6)) {
                case 0, 1 -> ship(part);
                case 2 -> deliver(part);
                case 3 -> giveUp(part);
                case 4 -> cancel(part);
                default -> settle(part);
            }
        }

        private void ship(Part part) {
            if (part.is(Goods.PLANNED)) {
                part.goods = Goods.SHIPPED;
                settle(part);
            }
        }

        private void deliver(Part part) {
            if (part.is(Goods.SHIPPED)) {
                part.goods = Goods.DELIVERED;
            }
        }

        private void cancel(Part part) {
            if (part.is(Goods.PLANNED)) {
                part.goods = Goods.CANCELLED;
            }
        }

        private void giveUp(Part part) {
            if (part.is(Goods.SHIPPED)) {
                part.goods = Goods.GIVEN_UP;
                Consignment consignment = new Consignment(
                        tradingId + "/" + part.number, tradingId, part.number, ConsignmentStatus.LOST, 1, null, "", "");
                transaction.executeWithoutResult(
                        status -> books.getBean(Claims.class).giveUp(consignment));
            }
            settle(part);
        }

        /** Collects the payment of goods, or refunds it. A failed step is repeated later. */
        private void settle(Part part) {
            attempt(() -> {
                if (part.is(Goods.SHIPPED, Goods.DELIVERED, Goods.GIVEN_UP)) {
                    collect(part);
                }
                if (part.is(Goods.GIVEN_UP) && !part.refunded) {
                    books.getBean(Refunds.class).giveUp(trade, String.valueOf(part.number));
                    refund(String.valueOf(part.number));
                    part.refunded = true;
                }
            });
        }

        private void collect(Part part) {
            if (part.renewing) {
                renew(part);
            }
            if (part.ended) {
                return;
            }
            Captures.Outcome outcome =
                    transaction.execute(status -> books.getBean(Captures.class).capture(trade, part.number));
            if (outcome == Captures.Outcome.EXPIRED) {
                part.renewing = true;
                collect(part);
            }
        }

        /** Authorizes the rest anew, or has the part paid by transfer. */
        private void renew(Part part) {
            BigDecimal rest = books.getBean(ConsignmentValues.class).uncovered(trade, movements.of(tradingId));
            Movement renewal = Movement.authorization(trade, movements.nextAuthorization(tradingId), rest);
            if (movements.find(renewal.idempotencyKey()).isEmpty()) {
                assertThat(rest)
                        .as(this::toString)
                        .isBetween(
                                collectable(number -> PROVIDER.hasCaptured(tradingId, number)),
                                collectable(this::isBooked));
                part.ended = rest.signum() == 0;
            }
            if (!part.ended && !hold(renewal)) {
                payByTransfer(part);
            }
            part.renewing = false;
        }

        /** The value of the goods for which money can still be requested. A capture without an answer can have happened or not. */
        private BigDecimal collectable(IntPredicate captured) {
            return sum(part -> part.is(Goods.PLANNED, Goods.SHIPPED, Goods.DELIVERED)
                    && !part.ended
                    && !captured.test(part.number));
        }

        private boolean isBooked(int number) {
            return movements.of(tradingId, Kind.CAPTURE).stream()
                    .anyMatch(
                            capture -> capture.part().equals(String.valueOf(number)) && capture.state() == State.DONE);
        }

        private void payByTransfer(Part part) {
            BigDecimal amount = BigDecimal.valueOf(part.value);
            part.ended = true;
            try {
                transaction.executeWithoutResult(status -> {
                    Movement invoice = books.getBean(MovementIntents.class)
                            .of(Movement.invoice(trade, part.number, amount))
                            .movement();
                    movements.settle(invoice, State.DONE, "invoice");
                    movements.add(Movement.received(trade, String.valueOf(part.number), "T" + part.number, amount));
                });
                transferred = transferred.add(amount);
            } catch (ClaimGivenUpException givenUp) {
                assertThat(part.is(Goods.GIVEN_UP)).isTrue();
            }
        }

        private void deliverTheRest() {
            PROVIDER.reliable(true);
            parts.forEach(this::ship);
            parts.forEach(this::deliver);
            settleParts();
            PROVIDER.reliable(false);
        }

        private void giveBack() {
            int kept = sum(part -> part.is(Goods.DELIVERED)).intValueExact() - returned;
            if (kept > 0) {
                int value = 1 + happenings.nextInt(kept);
                String number = "R-" + (returns.size() + 1);
                transaction.executeWithoutResult(
                        status -> books.getBean(Refunds.class).promise(tradingId, number, BigDecimal.valueOf(value)));
                returned += value;
                returns.add(number);
                attempt(() -> refund(number));
            }
        }

        private void refund(String purpose) {
            BigDecimal amount = books.getBean(Refunds.class).amountOf(trade, purpose);
            if (amount.signum() > 0) {
                MovementIntents intents = books.getBean(MovementIntents.class);
                List<MovementIntents.Intent> intended = intents.ofRefund(trade, purpose, amount);
                transaction.executeWithoutResult(
                        status -> intended.forEach(books.getBean(RefundExecutor.class)::execute));
            }
        }

        /** A step can wait for that of another part. */
        private void settleParts() {
            for (int waiting = parts.size(); waiting > 0; waiting--) {
                parts.forEach(this::settle);
            }
        }

        private void settleAll() {
            settleParts();
            returns.forEach(this::refund);
            transaction.executeWithoutResult(
                    status -> books.getBean(AuthorizationCloser.class).closeRemainders(tradingId));
        }

        /** Makes a step as a job: a failure of the provider is stored, and the job is retried later. */
        private static void attempt(Runnable step) {
            try {
                step.run();
            } catch (ProviderUnavailableException retried) {
                assertThat(PROVIDER.isReliable()).isFalse();
            } catch (IllegalStateException waiting) {
                assertThat(waiting).hasMessageContaining("he job retries");
            }
        }

        private BigDecimal refundedByPartners() {
            return transferredBack.values().stream().reduce(PROVIDER.refunded(), BigDecimal::add);
        }

        private void assertSound() {
            Amounts amounts = movements.factsOf(tradingId).amounts();
            assertThat(amounts.authorized()).isGreaterThanOrEqualTo(amounts.captured());
            assertThat(amounts.captured()).isGreaterThanOrEqualTo(amounts.refunded());
            assertThat(amounts.refunded()).isNotNegative();
            assertThat(amounts.captured())
                    .as("booked and captured")
                    .isLessThanOrEqualTo(PROVIDER.captured().add(transferred));
            assertThat(amounts.refunded()).as("booked and refunded").isLessThanOrEqualTo(refundedByPartners());
        }

        private void assertPaidForKeptGoods() {
            Amounts amounts = movements.factsOf(tradingId).amounts();
            assertThat(amounts.captured())
                    .as(this::toString)
                    .isEqualByComparingTo(PROVIDER.captured().add(transferred));
            assertThat(amounts.refunded()).as(this::toString).isEqualByComparingTo(refundedByPartners());
            assertThat(amounts.captured().subtract(amounts.refunded()))
                    .as(this::toString)
                    .isEqualByComparingTo(sum(part -> part.is(Goods.DELIVERED)).subtract(BigDecimal.valueOf(returned)));
            assertThat(PROVIDER.held()).as(this::toString).isZero();
        }
    }
}
