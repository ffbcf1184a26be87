package org.coincide.engine.reconciliation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.coincide.engine.accounts.ClientAccount;
import org.coincide.engine.accounts.ClientAccounts;
import org.coincide.engine.journal.BodyDigest;
import org.coincide.engine.journal.Journal;
import org.coincide.engine.journal.JournalHistory;
import org.coincide.engine.lifecycle.ProcessRemoval;
import org.coincide.engine.signatures.OwnSignatures;
import org.coincide.engine.statements.MissingMessageTrades;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.erdtman.jcs.JsonCanonicalizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Restores trades from a client's evidence, after an older backup of the database was restored. Only messages that this server has signed
 * are imported. The process of a restored trade is older than its messages, so it is removed; an open trade is then recovered like any
 * trade without a process.
 */
@Component
public class TradeRestoration {

    private static final Logger LOG = LoggerFactory.getLogger(TradeRestoration.class);

    /**
     * Result of an import.
     *
     * @param restored trades that have new messages
     * @param unchanged number of trades whose messages the database has already
     * @param unsettled those of the restored trades whose books lack payments, parcels or returns that the messages state
     * @param problems causes for which trades or entries were not imported
     */
    public record Restoration(List<String> restored, List<String> unsettled, int unchanged, List<String> problems) {}

    private final Trades trades;
    private final Journal journal;
    private final JournalHistory history;
    private final MissingMessageTrades behind;
    private final RestoredTrades restoredTrades;
    private final BookComparison books;
    private final OwnSignatures signatures;
    private final ProcessRemoval processes;
    private final ClientAccounts clients;
    private final ObjectMapper json;
    private final TransactionOperations transaction;

    TradeRestoration(
            Trades trades,
            Journal journal,
            JournalHistory history,
            MissingMessageTrades behind,
            RestoredTrades restoredTrades,
            BookComparison books,
            OwnSignatures signatures,
            ProcessRemoval processes,
            ClientAccounts clients,
            ObjectMapper json,
            TransactionOperations transaction) {
        this.trades = trades;
        this.journal = journal;
        this.history = history;
        this.behind = behind;
        this.restoredTrades = restoredTrades;
        this.books = books;
        this.signatures = signatures;
        this.processes = processes;
        this.clients = clients;
        this.json = json;
        this.transaction = transaction;
    }

    /** Imports the messages of an evidence file, trade by trade. */
    public Restoration restore(JsonNode evidence) {
        List<String> problems = new ArrayList<>();
        List<String> restored = new ArrayList<>();
        int unchanged = 0;
        for (Map.Entry<String, TreeMap<Long, StoredMessage>> trade :
                messages(evidence.path("entries"), problems).entrySet()) {
            List<StoredMessage> messages = List.copyOf(trade.getValue().values());
            try {
                if (restore(trade.getKey(), messages)) {
                    restored.add(trade.getKey());
                } else {
                    unchanged++;
                }
            } catch (IllegalStateException | IllegalArgumentException | DuplicateKeyException refused) {
                problems.add("Trade " + trade.getKey() + ": " + refused.getMessage());
            }
        }
        List<String> unsettled = restored.stream().filter(books::differs).toList();
        return new Restoration(restored, unsettled, unchanged, problems);
    }

    /** Reads the entries that are messages of trades, by trade and sequence. */
    private Map<String, TreeMap<Long, StoredMessage>> messages(JsonNode entries, List<String> problems) {
        Map<String, TreeMap<Long, StoredMessage>> byTrade = new TreeMap<>();
        for (JsonNode entry : entries) {
            if (!entry.path("kind").asText().equals("MESSAGE")) {
                continue;
            }
            String body = entry.path("body").asText();
            try {
                JsonNode event = json.readTree(body);
                if (!StoredMessage.isOfTrade(event)) {
                    continue;
                }
                Optional<String> violation =
                        signatures.violation(body, entry.path("signature").asText(null));
                if (violation.isPresent()) {
                    problems.add("Entry " + entry.path("number").asText() + ": " + violation.get() + ".");
                    continue;
                }
                StoredMessage message = StoredMessage.of(body, event);
                byTrade.computeIfAbsent(message.tradingId(), same -> new TreeMap<>())
                        .put(message.sequence(), message);
            } catch (JsonProcessingException | RuntimeException unreadable) {
                problems.add("Entry " + entry.path("number").asText() + " cannot be read: " + unreadable.getMessage());
            }
        }
        return byTrade;
    }

    private boolean restore(String tradingId, List<StoredMessage> messages) {
        requireChain(messages);
        RestoredTrade restored = RestoredTrade.of(messages);
        requireContents(restored);
        Trade trade = restored.toTrade(trades.closes(restored.statuses()));
        if (clients.all().stream().map(ClientAccount::id).noneMatch(trade.clientId()::equals)) {
            throw new IllegalStateException("The client " + trade.clientId() + " has no account.");
        }
        return Boolean.TRUE.equals(transaction.execute(status -> {
            Optional<Trade> known = trades.lock(tradingId);
            List<StoredMessage> lacking = lacking(tradingId, messages);
            if (lacking.isEmpty()) {
                if (known.filter(same -> same.sequence() == trade.sequence()).isPresent()) {
                    behind.remove(tradingId);
                }
                return false;
            }
            trades.restore(trade, restored.revision(), restored.deliveredAt());
            journal.restore(
                    trade.clientId(),
                    tradingId,
                    lacking.stream().map(StoredMessage::message).toList());
            processes.removeOrder(tradingId, "Its messages were restored from the client's evidence");
            behind.remove(tradingId);
            restoredTrades.add(tradingId);
            LOG.warn(
                    "Trade {} was restored from the client's evidence, from sequence {} to {}. It is {}.",
                    tradingId,
                    lacking.get(0).sequence(),
                    trade.sequence(),
                    trade.statuses());
            return true;
        }));
    }

    private static void requireChain(List<StoredMessage> messages) {
        StoredMessage before = null;
        for (StoredMessage message : messages) {
            long expected = before == null ? 1 : before.sequence() + 1;
            String digest = before == null ? null : before.digest();
            if (message.sequence() != expected
                    || digest != null && !digest.equals(message.previousDigest())
                    || before == null && !message.isInformation()) {
                throw new IllegalStateException("The evidence has no complete chain of messages at sequence " + expected
                        + ". Export the evidence of the trade again.");
            }
            before = message;
        }
    }

    private static void requireContents(RestoredTrade trade) {
        try {
            String digest = BodyDigest.of(new JsonCanonicalizer(trade.contents()).getEncodedString());
            if (!digest.equals(trade.orderDigest())) {
                throw new IllegalStateException("The contents of the order do not match its digest.");
            }
        } catch (IOException impossible) {
            throw new IllegalStateException("The contents of the order are not JSON", impossible);
        }
    }

    /** The messages from the first one on that the journal lacks, or has with other content. */
    private List<StoredMessage> lacking(String tradingId, List<StoredMessage> messages) {
        for (int index = 0; index < messages.size(); index++) {
            StoredMessage message = messages.get(index);
            if (history.digest(tradingId, message.sequence())
                    .filter(message.digest()::equals)
                    .isEmpty()) {
                return messages.subList(index, messages.size());
            }
        }
        return List.of();
    }
}
