package org.coincide.engine.payment.books;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.coincide.engine.journal.messages.InvoiceReport;
import org.coincide.engine.payment.books.Invoice.State;
import org.coincide.engine.reading.ReadOnce;
import org.coincide.engine.reading.RecordMapper;
import org.coincide.engine.retention.TradeTables;
import org.coincide.engine.trade.Trade;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Invoices, one for each consignment that is paid by invoice. */
@Repository
public class Invoices implements TradeTables {

    /** Condition of {@code TradeSearch}: an invoice of the trade was due before {@code :now}. */
    public static final String OVERDUE =
            "t.trading_id IN (SELECT trading_id FROM invoice WHERE state = 'OPEN' AND due_at < :now)";

    private static final String SELECT =
            "SELECT reference, trading_id, part, amount, received, currency, state, due_at, reminded_at FROM invoice";
    private static final int FIRST_RANDOM_DIGIT = 20;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final PaymentProperties properties;
    private final PaymentAccounts accounts;
    private final ReadOnce<List<Invoice>> read = new ReadOnce<>();

    Invoices(JdbcClient jdbc, Clock clock, PaymentProperties properties, PaymentAccounts accounts) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.properties = properties;
        this.accounts = accounts;
    }

    /** Issues the invoice for a consignment. A repeated call returns the existing invoice. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Invoice issue(Trade trade, int consignment, BigDecimal amount) {
        Optional<Invoice> known = find(trade.tradingId(), String.valueOf(consignment));
        if (known.isPresent()) {
            return known.get();
        }
        read.forget();
        // The last digits: the first ones are the time, which other trades may share.
        String digits = trade.tradingId().replace("-", "").substring(FIRST_RANDOM_DIGIT);
        String reference = "INV-" + digits.toUpperCase(Locale.ROOT) + "-" + consignment;
        OffsetDateTime now = now();
        OffsetDateTime due = now.plus(properties.invoiceDue());
        jdbc.sql(
                        """
                        INSERT INTO invoice (reference, trading_id, part, amount, received, currency, state, issued_at, due_at)
                        VALUES (?, ?, ?, ?, 0, ?, 'OPEN', ?, ?)""")
                .params(reference, trade.tradingId(), String.valueOf(consignment), amount, trade.currency(), now, due)
                .update();
        return new Invoice(
                reference,
                trade.tradingId(),
                String.valueOf(consignment),
                amount,
                BigDecimal.ZERO,
                trade.currency(),
                State.OPEN,
                due,
                null);
    }

    public Optional<Invoice> find(String reference) {
        return jdbc.sql(SELECT + " WHERE reference = ?")
                .param(reference)
                .query(RecordMapper.of(Invoice.class))
                .optional();
    }

    /** The invoice for a consignment, if one was issued. */
    public Optional<Invoice> find(String tradingId, String part) {
        return jdbc.sql(SELECT + " WHERE trading_id = ? AND part = ?")
                .params(tradingId, part)
                .query(RecordMapper.of(Invoice.class))
                .optional();
    }

    /**
     * Adds a received amount; the invoice is paid when it is complete.
     *
     * @throws OptimisticLockingFailureException if the invoice is not as it was read
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void receive(Invoice invoice, BigDecimal amount) {
        read.forget();
        boolean paid = invoice.rest().compareTo(amount) == 0;
        int updated = jdbc.sql(
                        """
                        UPDATE invoice SET received = received + ?, state = ?
                        WHERE reference = ? AND received = ? AND state = 'OPEN'""")
                .params(amount, (paid ? State.PAID : State.OPEN).name(), invoice.reference(), invoice.received())
                .update();
        if (updated == 0) {
            throw new OptimisticLockingFailureException(
                    "Invoice " + invoice.reference() + " changed while a transfer was allocated to it.");
        }
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void end(Invoice invoice, State state) {
        read.forget();
        jdbc.sql("UPDATE invoice SET state = ? WHERE reference = ? AND state = 'OPEN'")
                .params(state.name(), invoice.reference())
                .update();
    }

    /** Withdraws the open invoices of a trade. */
    @Transactional(propagation = Propagation.MANDATORY)
    void withdraw(String tradingId) {
        read.forget();
        jdbc.sql("UPDATE invoice SET state = 'WITHDRAWN' WHERE trading_id = ? AND state = 'OPEN'")
                .param(tradingId)
                .update();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void reminded(String reference) {
        read.forget();
        jdbc.sql("UPDATE invoice SET reminded_at = ? WHERE reference = ?")
                .params(now(), reference)
                .update();
    }

    private List<Invoice> of(String tradingId) {
        return jdbc.sql(SELECT + " WHERE trading_id = ? ORDER BY reference")
                .param(tradingId)
                .query(RecordMapper.of(Invoice.class))
                .list();
    }

    /** The unpaid amount of the invoices that were written off, without those of consignments that were given up. */
    BigDecimal writtenOff(String tradingId) {
        return read.get(tradingId, this::of).stream()
                .filter(invoice -> invoice.state() == State.WRITTEN_OFF)
                .filter(invoice -> !accounts.hasGivenUp(tradingId, invoice.part()))
                .map(Invoice::rest)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The trade's invoices, for messages to its client. */
    public List<InvoiceReport> reportsOf(String tradingId) {
        return read.get(tradingId, this::of).stream().map(Invoice::report).toList();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    @Override
    public List<TradeTable> tables() {
        return List.of(TradeTable.of("invoice"));
    }
}
