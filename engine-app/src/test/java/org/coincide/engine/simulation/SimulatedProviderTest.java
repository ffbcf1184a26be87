package org.coincide.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.coincide.engine.payment.provider.PaymentProvider;
import org.coincide.engine.payment.provider.PaymentProvider.Answer.Closed;
import org.coincide.engine.payment.provider.PaymentProvider.Answer.ConfirmationDue;
import org.coincide.engine.payment.provider.PaymentProvider.Answer.Declined;
import org.coincide.engine.payment.provider.PaymentProvider.Answer.Done;
import org.coincide.engine.payment.provider.PaymentProvider.Answer.Expired;
import org.coincide.engine.payment.provider.ProviderUnavailableException;
import org.coincide.engine.trade.Identifiers;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The simulator is as strict as a real provider: a fault of ours shows in its answers and in its books. */
class SimulatedProviderTest {

    private static final BigDecimal FIFTY = new BigDecimal("50.00");
    private static final BigDecimal TWENTY = new BigDecimal("20.00");
    private static final BigDecimal THIRTY = new BigDecimal("30.00");

    private static PaymentProvider provider;

    private final String trade = UUID.randomUUID().toString();
    private final String authorization = trade + "/authorize";

    @BeforeAll
    static void open() {
        DataSource books = new DriverManagerDataSource("jdbc:hsqldb:mem:provider;hsqldb.tx=mvcc", "SA", "");
        Flyway.configure()
                .dataSource(books)
                .locations("classpath:db/simulation")
                .load()
                .migrate();
        PaymentSimulationProperties settings = new PaymentSimulationProperties(
                Duration.ZERO,
                Duration.ZERO,
                1,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofMinutes(15),
                "https://a.example/");
        provider = new SimulatedProvider(
                new SimulatedProviderLedger(JdbcClient.create(books), new Identifiers()),
                new SimulatedConfirmations(JdbcClient.create(books), Clock.systemUTC(), settings),
                new JdbcTransactionManager(books),
                settings);
    }

    @Test
    void itTakesNoMoreThanItHolds() {
        hold("tok_ok");
        assertThat(take("1", TWENTY)).isInstanceOf(Done.class);
        assertThat(take("2", THIRTY)).isInstanceOf(Done.class);
        assertThat(take("3", new BigDecimal("0.01"))).isInstanceOf(Declined.class);
    }

    @Test
    void itTakesNothingInAnotherCurrency() {
        hold("tok_ok");
        assertThat(provider.capture(trade + "/capture/1", authorization, TWENTY, "USD"))
                .isInstanceOf(Declined.class);
    }

    @Test
    void underAKnownKeyItGivesItsFirstAnswerAndMovesNothing() {
        hold("tok_ok");
        assertThat(take("1", FIFTY)).isEqualTo(take("1", FIFTY));
        assertThat(provider.find(trade + "/capture/1")).contains(take("1", FIFTY));
    }

    @Test
    void byWhatIsClosedItTakesNothing() {
        hold("tok_ok");
        take("1", TWENTY);
        assertThat(provider.close(authorization)).isInstanceOf(Done.class);
        assertThat(provider.close(authorization)).isInstanceOf(Done.class);
        assertThat(take("2", THIRTY)).isInstanceOf(Closed.class);
        assertThat(take("1", TWENTY)).as("what was taken stays taken").isInstanceOf(Done.class);
    }

    @Test
    void itRemembersAClosedKeyThatItHasNeverSeen() {
        assertThat(provider.close(authorization)).isInstanceOf(Done.class);
        assertThat(provider.authorize(authorization, trade, FIFTY, "EUR", "tok_ok"))
                .isInstanceOf(Closed.class);
        assertThat(take("1", FIFTY)).isInstanceOf(Closed.class);
        assertThat(provider.find(authorization)).isEmpty();
    }

    @Test
    void itGivesBackNoMoreThanItTook() {
        hold("tok_ok");
        take("1", TWENTY);
        assertThat(giveBack("R-1", new BigDecimal("15.00"))).isInstanceOf(Done.class);
        assertThat(giveBack("R-2", new BigDecimal("5.01"))).isInstanceOf(Declined.class);
        assertThat(giveBack("R-3", new BigDecimal("5.00"))).isInstanceOf(Done.class);
        assertThat(provider.refund(trade + "/refund/R-4", trade + "/capture/9", TWENTY, "EUR"))
                .isInstanceOf(Declined.class);
    }

    @Test
    void onlyTheFirstAuthorizationOfAnExpiringCardIsTooOld() {
        hold("tok_expired");
        assertThat(take("1", TWENTY)).isInstanceOf(Expired.class);
        provider.authorize(authorization + "/2", trade, FIFTY, "EUR", "tok_expired");
        assertThat(provider.capture(trade + "/capture/1/2", authorization + "/2", TWENTY, "EUR"))
                .isInstanceOf(Done.class);
    }

    @Test
    void anEffectWithoutAnswerIsFoundByItsKey() {
        assertThatThrownBy(() -> hold("tok_unknown")).isInstanceOf(ProviderUnavailableException.class);
        assertThat(provider.find(authorization)).get().isInstanceOf(Done.class);
    }

    @Test
    void anUnconfirmedAuthorizationHoldsNothing() {
        PaymentProvider.Answer due = provider.authorize(authorization, trade, FIFTY, "EUR", "tok_confirm");
        assertThat(due).isInstanceOfSatisfying(ConfirmationDue.class, asked -> assertThat(asked.url())
                .startsWith("https://a.example/psp_"));
        assertThat(take("1", TWENTY)).isInstanceOf(Declined.class);
        assertThat(provider.find(authorization)).contains(due);
        assertThat(provider.authorize(authorization, trade, FIFTY, "EUR", "tok_confirm"))
                .as("the first answer again")
                .isEqualTo(due);
    }

    @Test
    void aClosedAuthorizationCannotBeConfirmed() {
        hold("tok_confirm");
        assertThat(provider.close(authorization)).isInstanceOf(Done.class);
        assertThat(provider.find(authorization)).get().isInstanceOf(Closed.class);
        assertThat(provider.authorize(authorization, trade, FIFTY, "EUR", "tok_confirm"))
                .isInstanceOf(Closed.class);
        assertThat(take("1", FIFTY)).isInstanceOf(Closed.class);
    }

    @Test
    void aFailedCallIsNotFound() {
        assertThatThrownBy(() -> hold("tok_flaky")).isInstanceOf(ProviderUnavailableException.class);
        assertThat(provider.find(authorization)).isEmpty();
    }

    private void hold(String token) {
        provider.authorize(authorization, trade, FIFTY, "EUR", token);
    }

    private PaymentProvider.Answer take(String consignment, BigDecimal amount) {
        return provider.capture(trade + "/capture/" + consignment, authorization, amount, "EUR");
    }

    private PaymentProvider.Answer giveBack(String purpose, BigDecimal amount) {
        return provider.refund(trade + "/refund/" + purpose, trade + "/capture/1", amount, "EUR");
    }
}
