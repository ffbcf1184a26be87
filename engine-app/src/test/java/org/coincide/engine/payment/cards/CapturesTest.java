package org.coincide.engine.payment.cards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.coincide.engine.delivery.consignments.Claims;
import org.coincide.engine.delivery.consignments.Consignment;
import org.coincide.engine.delivery.consignments.ConsignmentStatus;
import org.coincide.engine.delivery.consignments.Consignments;
import org.coincide.engine.payment.books.Movement;
import org.coincide.engine.payment.books.Movement.Kind;
import org.coincide.engine.payment.books.Movement.State;
import org.coincide.engine.payment.books.Movements;
import org.coincide.engine.payment.books.PaymentProperties;
import org.coincide.engine.payment.cards.Captures.Outcome;
import org.coincide.engine.payment.provider.AuthorizationOutcome.Authorized;
import org.coincide.engine.payment.provider.CaptureOutcome;
import org.coincide.engine.payment.provider.CaptureOutcome.Captured;
import org.coincide.engine.payment.provider.CaptureOutcome.Expired;
import org.coincide.engine.payment.provider.CaptureSupport;
import org.coincide.engine.payment.provider.PaymentProvider;
import org.coincide.engine.payment.provider.ProviderUnavailableException;
import org.coincide.engine.payment.provider.VoidOutcome.Released;
import org.coincide.engine.postgresql.PartnerCalls;
import org.coincide.engine.support.BooksDatabase;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.TradeLine;
import org.coincide.engine.trade.Trades;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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

/** Two consignments of a trade whose captures meet, at a provider that captures in parts. */
class CapturesTest {

    @Configuration
    @EnableTransactionManagement(proxyTargetClass = true)
    @ComponentScan(
            lazyInit = true,
            basePackages = {"org.coincide.engine.payment.books", "org.coincide.engine.payment.cards"})
    static class Books {}

    private static final String TRADE = "6f1c2a34-9b7d-4e58-8a01-2c3d4e5f6a7b";

    private final DataSource database = BooksDatabase.create();
    private final TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    private final PaymentProvider provider = mock(PaymentProvider.class);
    private final Trade trade = mock(Trade.class);
    private final Consignments consignments = mock(Consignments.class);
    private final AnnotationConfigApplicationContext books = new AnnotationConfigApplicationContext();

    @BeforeEach
    void start() {
        Trades trades = mock(Trades.class);
        Clock clock = mock(Clock.class);
        TradeLine line = mock(TradeLine.class);
        when(line.number()).thenReturn(1);
        when(line.unitPrice()).thenReturn(BigDecimal.TEN);
        when(trade.tradingId()).thenReturn(TRADE);
        when(trade.currency()).thenReturn("EUR");
        when(trade.contents()).thenReturn("{}");
        when(trade.due()).thenReturn(new BigDecimal("20.00"));
        when(trade.lines()).thenReturn(List.of(line));
        when(trades.asRead(TRADE)).thenReturn(Optional.of(trade));
        when(consignments.piecesOf(any(), any(Integer.class))).thenReturn(Map.of(1, 1));
        when(consignments.uncancelled(TRADE)).thenReturn(new TreeMap<>(Map.of(1, Map.of(1, 1), 2, Map.of(1, 1))));
        when(clock.instant()).thenReturn(Instant.parse("2026-11-28T12:00:00Z"));
        books.registerBean(JdbcClient.class, () -> JdbcClient.create(database));
        books.registerBean(PlatformTransactionManager.class, transaction::getTransactionManager);
        books.registerBean(Clock.class, () -> clock);
        books.registerBean(Trades.class, () -> trades);
        books.registerBean(Consignments.class, () -> consignments);
        books.registerBean(PaymentProvider.class, () -> provider);
        books.registerBean(PartnerCalls.class, () -> mock(PartnerCalls.class));
        books.registerBean(ObjectMapper.class);
        books.registerBean(PaymentProperties.class, () -> new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("x", PaymentProperties.class));
        books.register(Books.class);
        books.refresh();
        when(provider.captureSupport()).thenReturn(CaptureSupport.IN_PARTS);
        when(provider.authorize(any())).thenReturn(new Authorized("p-1"));
        transaction.execute(status ->
                books.getBean(Authorizations.class).hold(Movement.authorization(trade, 1, new BigDecimal("20.00"))));
        loseTheAnswerToTheFirst();
        answer(new Expired());
    }

    private void loseTheAnswerToTheFirst() {
        when(provider.capture(any())).thenThrow(new ProviderUnavailableException("no answer"));
        assertThatExceptionOfType(ProviderUnavailableException.class).isThrownBy(() -> capture(1));
    }

    @AfterEach
    void stop() {
        books.close();
    }

    @Test
    void aRefusedCaptureWaitsForAnotherOfItsAuthorization() {
        assertWaits(2);
        assertThat(states(Kind.AUTHORIZE)).containsExactly(State.DONE);
    }

    @Test
    void aCaptureThatFindsTheCardUsedTakesTheNextAuthorization() {
        assertWaits(2);
        providerFinds(new Captured("p-1", true));
        assertThat(capture(1)).isEqualTo(Outcome.CAPTURED);
        answer(new Captured("p-2"));
        assertThat(capture(2)).isEqualTo(Outcome.CAPTURED);
        assertThat(states(Kind.AUTHORIZE)).containsExactly(State.USED, State.DONE);
    }

    @Test
    void capturesOfAnExpiredAuthorizationDoNotWaitForEver() {
        assertWaits(2);
        providerFinds(new Expired());
        assertThat(capture(1)).isEqualTo(Outcome.EXPIRED);
        assertThat(capture(2)).isEqualTo(Outcome.EXPIRED);
        assertThat(states(Kind.AUTHORIZE)).containsExactly(State.EXPIRED);
    }

    /** Else the other capture would find the first authorization held, and the next one not, until the first capture is retried. */
    @Test
    void theAuthorizationOfTheRestIsRepeatedByAnotherCapture() {
        providerFinds(new Captured("p-1", true));
        when(provider.authorize(any())).thenThrow(new ProviderUnavailableException("no answer"));
        assertThatExceptionOfType(ProviderUnavailableException.class).isThrownBy(() -> capture(1));
        assertThat(capture(2)).isEqualTo(Outcome.EXPIRED);
        assertThat(states(Kind.AUTHORIZE)).containsExactly(State.DONE, State.UNKNOWN);
        assertThat(books.getBean(Movements.class).nextAuthorization(TRADE)).isEqualTo(2);
    }

    @Test
    void anAuthorizationThatExpiredIsNotRepeated() {
        theAuthorizationOfTheRestIsRepeatedByAnotherCapture();
        Movements movements = books.getBean(Movements.class);
        transaction.executeWithoutResult(
                status -> movements.settle(movements.newestAuthorization(TRADE).orElseThrow(), State.EXPIRED, null));
        assertThat(movements.nextAuthorization(TRADE)).isEqualTo(3);
    }

    /** Else it would stay held until it expires, if its goods are cancelled before another capture repeats it. */
    @Test
    void anAuthorizationWithoutAnAnswerIsReleasedAtTheEnd() {
        theAuthorizationOfTheRestIsRepeatedByAnotherCapture();
        when(consignments.uncancelled(TRADE)).thenReturn(Map.of(1, Map.of(1, 1)));
        assertThat(capture(1)).isEqualTo(Outcome.CAPTURED);
        when(provider.release(any())).thenReturn(new Released("r-2"));
        transaction.executeWithoutResult(
                status -> books.getBean(AuthorizationCloser.class).closeRemainders(TRADE));
        verify(provider)
                .release(argThat(request -> request.authorization().key().endsWith("/authorize/2")));
        assertThat(states(Kind.AUTHORIZE)).containsExactly(State.USED, State.DECLINED);
    }

    @Test
    void nothingIsCapturedForAClaimGivenUpBefore() {
        giveUp(2);
        assertThat(capture(2)).isEqualTo(Outcome.GIVEN_UP);
        assertThat(states(Kind.CAPTURE))
                .as("only the capture of the first consignment")
                .hasSize(1);
        assertThat(states(Kind.AUTHORIZE)).containsExactly(State.DONE);
    }

    @Test
    void aClaimGivenUpDoesNotWaitForAnotherCapture() {
        assertWaits(2);
        giveUp(2);
        assertThat(capture(2)).isEqualTo(Outcome.GIVEN_UP);
    }

    @Test
    void aClaimGivenUpRenewsNoExpiredAuthorization() {
        assertWaits(2);
        providerFinds(new Expired());
        assertThat(capture(1)).isEqualTo(Outcome.EXPIRED);
        giveUp(2);
        assertThat(capture(2)).isEqualTo(Outcome.GIVEN_UP);
    }

    @Test
    void theRestAuthorizedAnewLeavesOutAClaimGivenUp() {
        giveUp(2);
        providerFinds(new Captured("p-1", true));
        assertThat(capture(1)).isEqualTo(Outcome.CAPTURED);
        assertThat(states(Kind.AUTHORIZE)).containsExactly(State.USED);
    }

    @Test
    void theCaptureBeforeClaimsGivenUpIsTheLast() {
        providerFinds(new Captured("p-1"));
        assertThat(capture(1)).isEqualTo(Outcome.CAPTURED);
        when(consignments.uncancelled(TRADE)).thenReturn(Map.of(1, Map.of(1, 1), 2, Map.of(1, 1), 3, Map.of(1, 1)));
        when(trade.due()).thenReturn(new BigDecimal("30.00"));
        giveUp(3);
        answer(new Captured("p-2"));
        assertThat(capture(2)).isEqualTo(Outcome.CAPTURED);
        assertThat(books.getBean(Movements.class).of(TRADE, Kind.CAPTURE))
                .filteredOn(capture -> "2".equals(capture.part()))
                .singleElement()
                .extracting(Movement::last)
                .isEqualTo(true);
    }

    @Test
    void aCaptureRequestedBeforeTheClaimWasGivenUpIsCompleted() {
        giveUp(1);
        providerFinds(new Captured("p-1"));
        assertThat(capture(1)).isEqualTo(Outcome.CAPTURED);
    }

    private void giveUp(int consignment) {
        Claims claims = books.getBean(Claims.class);
        transaction.executeWithoutResult(status -> claims.giveUp(new Consignment(
                TRADE + "/" + consignment,
                TRADE,
                consignment,
                ConsignmentStatus.LOST,
                1,
                null,
                "Parcel Post",
                "PP-17")));
    }

    private void assertWaits(int consignment) {
        assertThatIllegalStateException()
                .isThrownBy(() -> capture(consignment))
                .withMessageContaining("in use by another capture");
    }

    private Outcome capture(int consignment) {
        return transaction.execute(status -> books.getBean(Captures.class).capture(trade, consignment));
    }

    private void answer(CaptureOutcome outcome) {
        doReturn(outcome).when(provider).capture(any());
    }

    private void providerFinds(CaptureOutcome outcome) {
        when(provider.findCapture(any())).thenReturn(Optional.of(outcome));
    }

    private List<State> states(Kind kind) {
        return books.getBean(Movements.class).of(TRADE, kind).stream()
                .map(Movement::state)
                .toList();
    }
}
