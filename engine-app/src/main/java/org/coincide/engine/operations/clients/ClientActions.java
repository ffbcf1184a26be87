package org.coincide.engine.operations.clients;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.coincide.engine.accounts.ClientAccounts.Registration;
import org.coincide.engine.accounts.Quota;
import org.coincide.engine.clients.ClientChanges;
import org.coincide.engine.clients.ClientRefresh;
import org.coincide.engine.journal.Outbox;
import org.coincide.engine.operations.log.OperatorActions;
import org.coincide.engine.operations.log.OperatorActions.Kind;
import org.coincide.engine.operations.log.OperatorActions.OperatorAction;
import org.coincide.engine.signatures.KeyRotation;
import org.coincide.engine.trade.TradeOverview;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** The actions of operators about clients, with their records. A refused action is recorded, too, except about an unknown client or secret. */
@Component
class ClientActions {

    /** A deletion that would leave trades or messages without their client. */
    static final class StillNeeded extends RuntimeException {

        private static final long serialVersionUID = 1L;

        StillNeeded(String text) {
            super(text);
        }
    }

    private final ClientChanges changes;
    private final ClientRefresh refresh;
    private final OperatorActions actions;
    private final TradeOverview trades;
    private final Outbox outbox;
    private final KeyRotation keys;
    private final TransactionOperations transaction;

    ClientActions(
            ClientChanges changes,
            ClientRefresh refresh,
            OperatorActions actions,
            TradeOverview trades,
            Outbox outbox,
            KeyRotation keys,
            TransactionOperations transaction) {
        this.changes = changes;
        this.refresh = refresh;
        this.actions = actions;
        this.trades = trades;
        this.outbox = outbox;
        this.keys = keys;
        this.transaction = transaction;
    }

    List<Registration> all() {
        return transaction.execute(status -> changes.all());
    }

    Registration find(String clientId) {
        return all().stream()
                .filter(client -> client.account().id().equals(clientId))
                .findFirst()
                .orElseThrow(() -> new ClientChanges.Refused("There is no client " + clientId + ".", true));
    }

    List<OperatorAction> records(String clientId) {
        return actions.about(subject(clientId));
    }

    String create(String clientId, BigDecimal orderLimit, String operator) {
        return change(clientId, Kind.CREATE_CLIENT, operator, limitText(orderLimit), () -> {
            String secret = changes.create(clientId, orderLimit);
            keys.announceTo(clientId);
            return secret;
        });
    }

    void limit(String clientId, BigDecimal orderLimit, String operator) {
        change(clientId, Kind.LIMIT_CLIENT, operator, limitText(orderLimit), () -> {
            changes.limit(clientId, orderLimit);
            return orderLimit;
        });
    }

    void quota(String clientId, Quota quota, String operator) {
        change(clientId, Kind.LIMIT_CLIENT, operator, quotaText(quota), () -> {
            changes.quota(clientId, quota);
            return quota;
        });
    }

    void enable(String clientId, boolean enabled, String text, String operator) {
        change(clientId, enabled ? Kind.ENABLE_CLIENT : Kind.DISABLE_CLIENT, operator, text, () -> {
            if (!changes.enable(clientId, enabled)) {
                throw new StillNeeded("Client " + clientId + " is " + (enabled ? "enabled" : "disabled") + " already.");
            }
            return enabled;
        });
    }

    void keys(String clientId, List<String> kids, String operator) {
        Set<String> distinct = new TreeSet<>(kids);
        change(clientId, Kind.CHANGE_CLIENT_KEYS, operator, String.join(", ", distinct), () -> {
            changes.keys(clientId, distinct);
            return distinct;
        });
    }

    String rotate(String clientId, Duration overlap, String text, String operator) {
        return change(clientId, Kind.ROTATE_SECRET, operator, text, () -> changes.rotate(clientId, overlap));
    }

    void revoke(String clientId, String secretId, String operator) {
        change(clientId, Kind.REVOKE_SECRET, operator, "Secret " + secretId, () -> {
            changes.revoke(clientId, secretId);
            return secretId;
        });
    }

    void delete(String clientId, String operator) {
        change(clientId, Kind.DELETE_CLIENT, operator, null, () -> {
            changes.delete(clientId);
            if (trades.anyOpenOf(clientId)) {
                throw new StillNeeded("Client " + clientId + " has open trades. Finish or cancel them first.");
            }
            if (outbox.oldestUnsent(clientId).isPresent()) {
                throw new StillNeeded("Client " + clientId + " has messages that are not sent yet. Delete it later.");
            }
            return clientId;
        });
    }

    private <T> T change(String clientId, Kind kind, String operator, String text, Supplier<T> change) {
        T outcome;
        try {
            outcome = transaction.execute(status -> {
                T changed = change.get();
                actions.add(null, kind, subject(clientId), operator, text, null);
                return changed;
            });
        } catch (ClientChanges.Refused refusal) {
            if (!refusal.isUnknown()) {
                actions.add(null, kind, subject(clientId), operator, text, refusal.getMessage());
            }
            throw refusal;
        } catch (StillNeeded refusal) {
            actions.add(null, kind, subject(clientId), operator, text, refusal.getMessage());
            throw refusal;
        }
        refresh.refresh();
        return outcome;
    }

    private static String limitText(BigDecimal orderLimit) {
        return "Order limit " + orderLimit.toPlainString();
    }

    private static String quotaText(Quota quota) {
        return "Orders per minute " + (quota.ordersPerMinute() == null ? "any" : quota.ordersPerMinute())
                + ", open trades " + (quota.openTrades() == null ? "any" : quota.openTrades());
    }

    private static String subject(String clientId) {
        return "client " + clientId;
    }
}
