package org.coincide.engine.payment.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.math.BigDecimal;
import java.time.Clock;
import javax.sql.DataSource;
import org.coincide.engine.delivery.consignments.Consignment;
import org.coincide.engine.delivery.consignments.ConsignmentStatus;
import org.coincide.engine.payment.books.Movement.State;
import org.coincide.engine.support.BooksDatabase;
import org.coincide.engine.trade.Trade;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class InvoiceClaimsTest {

    private static final Consignment SECOND =
            new Consignment("t-1/2", "t-1", 2, ConsignmentStatus.SHIPPED, 1, null, "Parcel Post", "PP-17");

    private final DataSource database = BooksDatabase.create();
    private final Movements movements = new Movements(JdbcClient.create(database), Clock.systemUTC(), null);
    private final InvoiceClaims claims = new InvoiceClaims(movements, null);

    @Test
    void aConsignmentWithoutAnInvoiceIsNotBeingInvoiced() {
        ask(1);
        assertThat(claims.isBeingInvoiced(SECOND)).isFalse();
    }

    @Test
    void aConsignmentIsBeingInvoicedUntilTheBankAnswers() {
        ask(2);
        assertThat(claims.isBeingInvoiced(SECOND)).isTrue();
    }

    @Test
    void aConsignmentWithAnInvoiceIsNotBeingInvoiced() {
        movements.settle(ask(2), State.DONE, "INV-1");
        assertThat(claims.isBeingInvoiced(SECOND)).isFalse();
    }

    private Movement ask(int consignment) {
        Trade trade = mock(Trade.class);
        when(trade.tradingId()).thenReturn("t-1");
        when(trade.currency()).thenReturn("EUR");
        Movement asked = Movement.invoice(trade, consignment, BigDecimal.TEN);
        movements.add(asked);
        return asked;
    }
}
