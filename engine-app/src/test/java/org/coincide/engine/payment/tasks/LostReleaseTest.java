package org.coincide.engine.payment.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.coincide.engine.payment.books.Movement;
import org.coincide.engine.payment.books.Movement.Kind;
import org.coincide.engine.payment.books.Movement.State;
import org.coincide.engine.payment.books.MovementIntents;
import org.coincide.engine.payment.books.Movements;
import org.coincide.engine.payment.books.PaymentProperties;
import org.coincide.engine.payment.books.UnansweredMovements;
import org.coincide.engine.payment.books.UnansweredMovements.Settlement;
import org.coincide.engine.payment.cards.AuthorizationCloser;
import org.coincide.engine.payment.cards.Authorizations;
import org.coincide.engine.payment.cards.ConfirmationSchedule;
import org.coincide.engine.payment.provider.AuthorizationOutcome;
import org.coincide.engine.payment.provider.AuthorizationOutcome.ConfirmationRequired;
import org.coincide.engine.payment.provider.AuthorizationOutcome.Declined;
import org.coincide.engine.payment.provider.AuthorizationOutcome.Released;
import org.coincide.engine.payment.provider.PaymentProvider;
import org.coincide.engine.payment.provider.ProviderUnavailableException;
import org.coincide.engine.postgresql.PartnerCalls;
import org.coincide.engine.support.BooksDatabase;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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

/** An authorization that the provider released while its answer was lost, so that the step's transaction was rolled back. */
class LostReleaseTest {

    @Configuration
    @EnableTransactionManagement(proxyTargetClass = true)
    @ComponentScan(
            lazyInit = true,
            basePackages = {"org.coincide.engine.payment.books", "org.coincide.engine.payment.cards"})
    static class Books {}

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final String TRADE = "6f1c2a34-9b7d-4e58-8a01-2c3d4e5f6a7b";

    private final DataSource database = BooksDatabase.create();
    private final TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    private final PaymentProvider provider = mock(PaymentProvider.class);
    private final Clock clock = mock(Clock.class);
    private final Trade trade = mock(Trade.class);
    private final AnnotationConfigApplicationContext books = new AnnotationConfigApplicationContext();
    private final DelegateExecution execution = mock(DelegateExecution.class);
    private Movement authorization;

    @BeforeEach
    void start() {
        Trades trades = mock(Trades.class);
        when(trade.tradingId()).thenReturn(TRADE);
        when(trade.currency()).thenReturn("EUR");
        when(trade.contents()).thenReturn("{}");
        when(trades.asRead(TRADE)).thenReturn(Optional.of(trade));
        when(execution.getProcessBusinessKey()).thenReturn(TRADE);
        when(clock.instant()).thenReturn(NOW);
        authorization = Movement.authorization(trade, 1, BigDecimal.TEN);
        books.registerBean(JdbcClient.class, () -> JdbcClient.create(database));
        books.registerBean(PlatformTransactionManager.class, transaction::getTransactionManager);
        books.registerBean(Clock.class, () -> clock);
        books.registerBean(Trades.class, () -> trades);
        books.registerBean(PaymentProvider.class, () -> provider);
        books.registerBean(PartnerCalls.class, () -> mock(PartnerCalls.class));
        books.registerBean(ObjectMapper.class);
        books.registerBean(PaymentProperties.class, () -> new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("x", PaymentProperties.class));
        books.register(Books.class);
        books.refresh();
        when(provider.authorize(any())).thenReturn(confirmation());
        when(provider.release(any())).thenThrow(new ProviderUnavailableException("no answer"));
    }

    @AfterEach
    void stop() {
        books.close();
    }

    @Test
    void aMissingConfirmationIsFoundAtTheNextAttempt() {
        releaseAfterTheDeadline();
        assertThat(check()).isEqualTo("CONFIRMATION_MISSING");
    }

    @Test
    void aMissingConfirmationLeavesNoOpenMovement() {
        releaseAfterTheDeadline();
        check();
        assertThat(states()).containsExactly(State.DECLINED, State.DONE);
    }

    @Test
    void aRefusalByTheHolderIsNoMissingConfirmation() {
        hold();
        when(clock.instant()).thenReturn(NOW.plus(Duration.ofHours(2)));
        providerFinds(new Declined("refused"));
        assertThat(check()).isEqualTo("PAYMENT_DECLINED");
    }

    @Test
    void aConfirmationWithoutTheHolderIsDeclinedAtTheNextAttempt() {
        assertThatExceptionOfType(ProviderUnavailableException.class).isThrownBy(this::holdWithoutClient);
        providerFinds(new Released());
        assertThat(holdWithoutClient()).isFalse();
    }

    @Test
    void aPaymentThatWasUndoneMeanwhileStaysAFailure() {
        releaseAfterTheDeadline();
        books.getBean(MovementIntents.class).toUndo(TRADE);
        assertThatIllegalStateException().isThrownBy(this::check).withMessageContaining("undone meanwhile");
    }

    @Test
    void aReleaseByAnOperatorIsAMissingConfirmation() {
        releaseAfterTheDeadline();
        assertThat(settle(authorization.idempotencyKey() + "/void")).isEqualTo(Settlement.BOOKED);
        assertThat(check()).isEqualTo("CONFIRMATION_MISSING");
    }

    @Test
    void aReleaseByAnOperatorOfAnUndonePaymentIsReversed() {
        releaseAfterTheDeadline();
        books.getBean(MovementIntents.class).toUndo(TRADE);
        assertThat(settle(authorization.idempotencyKey() + "/void")).isEqualTo(Settlement.BOOKED);
        assertThat(states()).containsExactly(State.DONE, State.DONE);
    }

    @Test
    void aStatementAboutOtherReleasesBooksNothing() {
        releaseAfterTheDeadline();
        assertThat(settle("another-trade/authorize/void")).isEqualTo(Settlement.OTHERS_OPEN);
        assertThat(settle(authorization.idempotencyKey() + "/void", "another-trade/authorize/void"))
                .isEqualTo(Settlement.OTHERS_OPEN);
        assertThat(states()).containsExactly(State.UNCONFIRMED, State.UNKNOWN);
    }

    @Test
    void aReleaseIsBookedOnce() {
        releaseAfterTheDeadline();
        settle(authorization.idempotencyKey() + "/void");
        assertThat(settle(authorization.idempotencyKey() + "/void")).isEqualTo(Settlement.NONE_OPEN);
    }

    /** The page offers what the server books. */
    @ParameterizedTest
    @EnumSource(State.class)
    void eachOpenReleaseIsUnanswered(State state) {
        Movement release =
                new Movement("r", TRADE, Kind.VOID, null, null, state, BigDecimal.TEN, "EUR", false, null, null);
        assertThat(UnansweredMovements.contains(release)).isEqualTo(state.isOpen());
    }

    private Settlement settle(String... made) {
        return transaction.execute(
                status -> books.getBean(UnansweredMovements.class).settle(TRADE, Set.of(made)));
    }

    private void releaseAfterTheDeadline() {
        hold();
        when(clock.instant()).thenReturn(NOW.plus(Duration.ofHours(2)));
        providerFinds(confirmation());
        assertThatExceptionOfType(ProviderUnavailableException.class).isThrownBy(this::check);
        providerFinds(new Released());
    }

    private void hold() {
        transaction.execute(status -> books.getBean(Authorizations.class).hold(authorization));
    }

    private boolean holdWithoutClient() {
        return Boolean.TRUE.equals(transaction.execute(
                status -> books.getBean(Authorizations.class).holdWithoutClient(authorization)));
    }

    private void providerFinds(AuthorizationOutcome outcome) {
        when(provider.findAuthorization(any())).thenReturn(Optional.of(outcome));
    }

    private static ConfirmationRequired confirmation() {
        return new ConfirmationRequired("p-1", "https://example.com/confirm", NOW.plus(Duration.ofHours(1)));
    }

    /** The code of the business error: like the engine, it does not roll the transaction back. */
    private String check() {
        CheckConfirmation task = new CheckConfirmation(
                books.getBean(Movements.class),
                books.getBean(Authorizations.class),
                books.getBean(AuthorizationCloser.class),
                books.getBean(ConfirmationSchedule.class));
        return transaction.execute(status -> {
            try {
                task.execute(execution);
                return null;
            } catch (BpmnError error) {
                return error.getErrorCode();
            }
        });
    }

    private List<State> states() {
        return books.getBean(Movements.class).of(TRADE).stream()
                .map(Movement::state)
                .toList();
    }
}
