package org.coincide.engine.payment.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.Map;
import org.coincide.engine.support.BooksDatabase;
import org.coincide.engine.trade.Trade;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

class InvoicesTest {

    /** The first twelve digits of both are the same millisecond. */
    private static final String ONE = "019a2b3c-4d5e-7f60-8a01-2c3d4e5f6a7b";

    private static final String OTHER = "019a2b3c-4d5e-7a11-9b42-5d6c7b8a9f00";

    private final JdbcClient jdbc = JdbcClient.create(BooksDatabase.create());
    private final Invoices invoices = new Invoices(
            jdbc,
            Clock.systemUTC(),
            new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate("x", PaymentProperties.class),
            null);

    @Test
    void tradesOfTheSameMillisecondHaveInvoicesOfTheirOwn() {
        assertThat(invoices.issue(trade(ONE), 1, BigDecimal.ONE).reference()).isEqualTo("INV-2C3D4E5F6A7B-1");
        assertThat(invoices.issue(trade(OTHER), 1, BigDecimal.TEN))
                .extracting(Invoice::tradingId, Invoice::amount)
                .containsExactly(OTHER, BigDecimal.TEN);
    }

    @Test
    void aRepeatedCallReturnsTheInvoice() {
        Invoice first = invoices.issue(trade(ONE), 1, BigDecimal.ONE);
        assertThat(invoices.issue(trade(ONE), 1, BigDecimal.ONE).reference()).isEqualTo(first.reference());
        assertThat(invoices.issue(trade(ONE), 2, BigDecimal.ONE).reference()).isNotEqualTo(first.reference());
        assertThat(jdbc.sql("SELECT COUNT(*) FROM invoice").query(Long.class).single())
                .isEqualTo(2);
    }

    /** A server of an earlier version made references of the first digits. */
    @Test
    void anInvoiceWithAReferenceOfAnotherFormIsNotIssuedAgain() {
        invoices.issue(trade(ONE), 1, BigDecimal.ONE);
        jdbc.sql("UPDATE invoice SET reference = 'INV-019A2B3C4D5E-1'").update();

        assertThat(invoices.issue(trade(ONE), 1, BigDecimal.ONE).reference()).isEqualTo("INV-019A2B3C4D5E-1");
    }

    private static Trade trade(String id) {
        Trade trade = mock(Trade.class);
        when(trade.tradingId()).thenReturn(id);
        when(trade.currency()).thenReturn("EUR");
        return trade;
    }
}
