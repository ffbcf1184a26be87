package org.coincide.engine.delivery.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.coincide.engine.catalogue.Products;
import org.coincide.engine.delivery.carrier.BookingOutcome.Booked;
import org.coincide.engine.delivery.carrier.BookingOutcome.Refused;
import org.coincide.engine.delivery.carrier.Carrier;
import org.coincide.engine.delivery.consignments.Consignment;
import org.coincide.engine.delivery.consignments.ConsignmentRecall;
import org.coincide.engine.delivery.consignments.ConsignmentStatus;
import org.coincide.engine.delivery.consignments.Consignments;
import org.coincide.engine.delivery.consignments.DeliveryProperties;
import org.coincide.engine.delivery.consignments.HandOvers;
import org.coincide.engine.delivery.consignments.Labels;
import org.coincide.engine.postgresql.PartnerCalls;
import org.coincide.engine.stock.Stock;
import org.coincide.engine.support.BooksDatabase;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Answers;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** A consignment whose booking the carrier refuses for good: the step's transaction is rolled back. */
class RefusedBookingTest {

    @Configuration
    @EnableTransactionManagement(proxyTargetClass = true)
    @ComponentScan(lazyInit = true, basePackages = "org.coincide.engine.delivery.consignments")
    static class Warehouse {}

    private static final String TRADE = "6f1c2a34-9b7d-4e58-8a01-2c3d4e5f6a7b";
    private static final String ID = TRADE + "/1";

    private final DataSource database = BooksDatabase.create();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    private final Carrier carrier = mock(Carrier.class);
    private final Stock stock = mock(Stock.class);
    private final AnnotationConfigApplicationContext warehouse = new AnnotationConfigApplicationContext();
    private final DelegateExecution execution = mock(DelegateExecution.class);

    @BeforeEach
    void start() {
        Trades trades = mock(Trades.class);
        Trade trade = mock(Trade.class);
        when(trade.tradingId()).thenReturn(TRADE);
        when(trade.contents()).thenReturn("{}");
        when(trades.asRead(TRADE)).thenReturn(Optional.of(trade));
        when(trades.lock(TRADE)).thenReturn(Optional.of(trade));
        when(trades.lockUnlessWithdrawn(TRADE)).thenReturn(Optional.of(trade));
        when(execution.getProcessBusinessKey()).thenReturn(TRADE);
        when(execution.getVariable("consignment")).thenReturn(1L);
        when(carrier.name()).thenReturn("Parcel Post");
        when(carrier.book(any())).thenReturn(new Refused("ADDRESS", "not served"));
        DeliveryProperties properties = mock(DeliveryProperties.class, Answers.RETURNS_DEEP_STUBS);
        warehouse.registerBean(JdbcClient.class, () -> jdbc);
        warehouse.registerBean(JdbcTemplate.class, () -> new JdbcTemplate(database));
        warehouse.registerBean(PlatformTransactionManager.class, transaction::getTransactionManager);
        warehouse.registerBean(Trades.class, () -> trades);
        warehouse.registerBean(Products.class, () -> mock(Products.class));
        warehouse.registerBean(Stock.class, () -> stock);
        warehouse.registerBean(DeliveryProperties.class, () -> properties);
        warehouse.registerBean(ObjectMapper.class);
        warehouse.register(Warehouse.class);
        warehouse.refresh();
        jdbc.sql("INSERT INTO consignment (id, trading_id, status) VALUES (?, ?, 'PREPARING')")
                .params(ID, TRADE)
                .update();
    }

    @AfterEach
    void stop() {
        warehouse.close();
    }

    @Test
    void theConsignmentCanBeCancelled() {
        refuse();
        cancel();
        assertThat(consignment().status()).isEqualTo(ConsignmentStatus.CANCELLED);
    }

    @Test
    void theStockOfACancelledConsignmentIsReleased() {
        refuse();
        cancel();
        SortedMap<String, Integer> none = new TreeMap<>();
        verify(stock).release(none);
    }

    @Test
    void theConsignmentIsBookedWhenTheCarrierAcceptsItLater() {
        refuse();
        when(carrier.book(any())).thenReturn(new Booked("PP-17", Optional.empty()));
        handOver();
        assertThat(consignment().status()).isEqualTo(ConsignmentStatus.SHIPPED);
    }

    /** Another attempt of the same step has booked it meanwhile, or a person has cancelled it. */
    @Test
    void aLateRefusalChangesNothing() {
        TransactionTemplate another = new TransactionTemplate(
                transaction.getTransactionManager(),
                new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW));
        when(carrier.book(any())).thenAnswer(call -> {
            another.executeWithoutResult(status ->
                    jdbc.sql("UPDATE consignment SET status = 'CANCELLED'").update());
            return new Refused("ADDRESS", "not served");
        });
        refuse();
        assertThat(consignment().status()).isEqualTo(ConsignmentStatus.CANCELLED);
    }

    private void refuse() {
        assertThatIllegalStateException().isThrownBy(this::handOver).withMessageContaining("ADDRESS");
    }

    private void handOver() {
        HandOverConsignment task = new HandOverConsignment(
                warehouse.getBean(HandOvers.class),
                warehouse.getBean(Consignments.class),
                warehouse.getBean(Labels.class),
                carrier,
                stock,
                mock(PartnerCalls.class));
        transaction.executeWithoutResult(status -> task.execute(execution));
    }

    private void cancel() {
        assertThat(consignment().isRecallable()).isTrue();
        transaction.executeWithoutResult(
                status -> warehouse.getBean(ConsignmentRecall.class).cancel(consignment()));
    }

    private Consignment consignment() {
        return warehouse.getBean(Consignments.class).find(ID).orElseThrow();
    }
}
