package org.coincide.engine.clients;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.coincide.engine.accounts.ClientAccount;
import org.coincide.engine.accounts.ClientAccount.State;
import org.coincide.engine.accounts.ClientAccounts.Registration;
import org.coincide.engine.accounts.ClientSecret;
import org.coincide.engine.accounts.Quota;
import org.coincide.engine.reading.RecordMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The clients, their keys and the hashes of their secrets, in the tables {@code client}, {@code client_key} and {@code client_secret}. */
@Repository
class ClientRecords {

    private static final int MIN_SCALE = 2;

    private record Row(
            String clientId, String state, BigDecimal orderLimit, Integer ordersPerMinute, Integer openTrades) {

        ClientAccount account(Set<String> keys) {
            BigDecimal limit = orderLimit.stripTrailingZeros();
            return new ClientAccount(
                    clientId,
                    limit.setScale(Math.max(MIN_SCALE, limit.scale())),
                    keys,
                    State.valueOf(state),
                    new Quota(ordersPerMinute, openTrades));
        }
    }

    private record Owned<T>(String clientId, T value) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    ClientRecords(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Locks all clients until the end of the transaction: changes happen one after another. */
    @Transactional(propagation = Propagation.MANDATORY)
    void lock() {
        jdbc.sql("UPDATE client_lock SET changes = changes + 1").update();
    }

    /** Returns the number of changes so far. */
    long changes() {
        return jdbc.sql("SELECT changes FROM client_lock").query(Long.class).single();
    }

    /** Returns all clients with the secrets that are valid at this time. */
    @Transactional(readOnly = true)
    List<Registration> all(Instant now) {
        Map<String, Set<String>> keys = jdbc
                .sql("SELECT client_id, kid FROM client_key")
                .query((row, index) -> new Owned<>(row.getString(1), row.getString(2)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Owned::clientId, Collectors.mapping(Owned::value, Collectors.toCollection(TreeSet::new))));
        Map<String, List<ClientSecret>> secrets = jdbc
                .sql("SELECT client_id, id, hash, created_at, valid_until FROM client_secret ORDER BY id")
                .query((row, index) -> new Owned<>(
                        row.getString(1),
                        new ClientSecret(
                                row.getString(2),
                                row.getString(3),
                                row.getObject(4, OffsetDateTime.class).toInstant(),
                                Optional.ofNullable(row.getObject(5, OffsetDateTime.class))
                                        .map(OffsetDateTime::toInstant)
                                        .orElse(null))))
                .list()
                .stream()
                .filter(one -> one.value().validUntil() == null
                        || now.isBefore(one.value().validUntil()))
                .collect(Collectors.groupingBy(Owned::clientId, Collectors.mapping(Owned::value, Collectors.toList())));
        return jdbc
                .sql(
                        "SELECT client_id, state, order_limit, orders_per_minute, open_trades FROM client ORDER BY client_id")
                .query(RecordMapper.of(Row.class))
                .list()
                .stream()
                .map(row -> new Registration(
                        row.account(keys.getOrDefault(row.clientId(), Set.of())),
                        secrets.getOrDefault(row.clientId(), List.of())))
                .toList();
    }

    void add(String clientId, BigDecimal orderLimit) {
        jdbc.sql("INSERT INTO client (client_id, state, order_limit, created_at) VALUES (?, ?, ?, ?)")
                .params(clientId, State.ENABLED.name(), orderLimit, now())
                .update();
    }

    void limit(String clientId, BigDecimal orderLimit) {
        jdbc.sql("UPDATE client SET order_limit = ? WHERE client_id = ?")
                .params(orderLimit, clientId)
                .update();
    }

    void quota(String clientId, Quota quota) {
        jdbc.sql("UPDATE client SET orders_per_minute = ?, open_trades = ? WHERE client_id = ?")
                .params(quota.ordersPerMinute(), quota.openTrades(), clientId)
                .update();
    }

    void state(String clientId, State state) {
        jdbc.sql("UPDATE client SET state = ? WHERE client_id = ?")
                .params(state.name(), clientId)
                .update();
    }

    void addSecret(String clientId, String hash) {
        jdbc.sql("INSERT INTO client_secret (client_id, hash, created_at) VALUES (?, ?, ?)")
                .params(clientId, hash, now())
                .update();
    }

    /** Ends the validity of all secrets that end later, or never. */
    void endSecrets(String clientId, Instant end) {
        OffsetDateTime time = end.atOffset(ZoneOffset.UTC);
        jdbc.sql(
                        "UPDATE client_secret SET valid_until = ? WHERE client_id = ? AND (valid_until IS NULL OR valid_until > ?)")
                .params(time, clientId, time)
                .update();
    }

    void removeSecret(String clientId, long id) {
        jdbc.sql("DELETE FROM client_secret WHERE client_id = ? AND id = ?")
                .params(clientId, id)
                .update();
    }

    /** Lets the remaining secrets be valid without an end. */
    void keepSecrets(String clientId) {
        jdbc.sql("UPDATE client_secret SET valid_until = NULL WHERE client_id = ?")
                .param(clientId)
                .update();
    }

    void removeSecrets(String clientId) {
        jdbc.sql("DELETE FROM client_secret WHERE client_id = ?")
                .param(clientId)
                .update();
    }

    /** Removes the secrets that have expired. */
    void removeExpiredSecrets(String clientId) {
        jdbc.sql("DELETE FROM client_secret WHERE client_id = ? AND valid_until <= ?")
                .params(clientId, now())
                .update();
    }

    void replaceKeys(String clientId, Set<String> kids) {
        jdbc.sql("DELETE FROM client_key WHERE client_id = ?").param(clientId).update();
        kids.forEach(kid -> jdbc.sql("INSERT INTO client_key (client_id, kid) VALUES (?, ?)")
                .params(clientId, kid)
                .update());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
