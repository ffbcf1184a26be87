package org.coincide.engine.statements;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.coincide.engine.accounts.ClientAccount;
import org.coincide.engine.accounts.ClientAccounts;
import org.coincide.engine.journal.JournalHistory;
import org.springframework.stereotype.Component;

/** Compares the statements to each client with the client's receipts. */
@Component
public class StatementConfirmations {

    private final ClientAccounts clients;
    private final Statements statements;
    private final Receipts receipts;
    private final JournalHistory journal;
    private final Map<String, Long> confirmed = new ConcurrentHashMap<>();

    StatementConfirmations(ClientAccounts clients, Statements statements, Receipts receipts, JournalHistory journal) {
        this.clients = clients;
        this.statements = statements;
        this.receipts = receipts;
        this.journal = journal;
    }

    /** Returns the progress of each client that has received a statement, except disabled ones, which cannot log in to confirm any. */
    public List<StatementConfirmation> ofAll() {
        Map<String, StatementHead> heads = statements.heads();
        return clients.all().stream()
                .filter(ClientAccount::isEnabled)
                .map(ClientAccount::id)
                .filter(heads::containsKey)
                .map(client -> confirmation(heads.get(client)))
                .toList();
    }

    private StatementConfirmation confirmation(StatementHead head) {
        String clientId = head.clientId();
        long last = receipts.lastStatement(clientId, confirmed.getOrDefault(clientId, 0L));
        confirmed.put(clientId, last);
        long unconfirmed = Math.max(0, head.number() - last);
        return new StatementConfirmation(clientId, unconfirmed, unconfirmed == 0 ? null : since(clientId, last));
    }

    private Instant since(String clientId, long last) {
        return statements.journalIds(clientId, last + 1, 1).stream()
                .findFirst()
                .flatMap(journal::recordedAt)
                .orElse(null);
    }
}
