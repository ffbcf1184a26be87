package org.coincide.engine.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The rows that the present transaction appends to the journal: inserted together before its commit, or before the journal is read. */
final class AppendedRows implements TransactionSynchronization {

    private final Consumer<List<Object[]>> insert;
    private final List<Object[]> rows = new ArrayList<>();

    private AppendedRows(Consumer<List<Object[]>> insert) {
        this.insert = insert;
    }

    static AppendedRows ofTransaction(Consumer<List<Object[]>> insert) {
        return present().orElseGet(() -> {
            AppendedRows none = new AppendedRows(insert);
            TransactionSynchronizationManager.registerSynchronization(none);
            return none;
        });
    }

    private static Optional<AppendedRows> present() {
        return TransactionSynchronizationManager.isSynchronizationActive()
                ? TransactionSynchronizationManager.getSynchronizations().stream()
                        .filter(AppendedRows.class::isInstance)
                        .map(AppendedRows.class::cast)
                        .findFirst()
                : Optional.empty();
    }

    /** Inserts what the present transaction has appended. */
    static void insertNow() {
        present().ifPresent(AppendedRows::insert);
    }

    void add(Object[] row) {
        rows.add(row);
    }

    /** Before changes of the stock, whose rows many orders share. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE - 1;
    }

    @Override
    public void beforeCommit(boolean readOnly) {
        insert();
    }

    private void insert() {
        if (!rows.isEmpty()) {
            insert.accept(List.copyOf(rows));
            rows.clear();
        }
    }
}
