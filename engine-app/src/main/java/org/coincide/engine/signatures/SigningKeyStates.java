package org.coincide.engine.signatures;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.coincide.engine.reading.RecordMapper;
import org.coincide.engine.signatures.SigningKeyState.State;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The states of the signing keys, in the table {@code signing_key}. Contains public keys only. */
@Repository
class SigningKeyStates {

    private final JdbcClient jdbc;
    private final Clock clock;

    SigningKeyStates(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Returns all keys, the latest change first. */
    List<SigningKeyState> all() {
        return jdbc.sql(
                        "SELECT key_id AS kid, state, public_key AS x, since FROM signing_key ORDER BY since DESC, key_id")
                .query(RecordMapper.of(SigningKeyState.class))
                .list();
    }

    Optional<SigningKeyState> find(State state) {
        return all().stream().filter(key -> key.is(state)).findFirst();
    }

    Optional<SigningKeyState> find(String kid) {
        return all().stream().filter(key -> key.kid().equals(kid)).findFirst();
    }

    /** Returns the journal's last message when a key was announced. */
    long announcedUpTo(String kid) {
        return jdbc.sql("SELECT announced_up_to FROM signing_key WHERE key_id = ?")
                .param(kid)
                .query(Long.class)
                .single();
    }

    void add(PublicKey key, State state, long announcedUpTo) {
        jdbc.sql("INSERT INTO signing_key (key_id, public_key, state, since, announced_up_to) VALUES (?, ?, ?, ?, ?)")
                .params(key.kid(), key.x(), state.name(), clock.instant().atOffset(ZoneOffset.UTC), announcedUpTo)
                .update();
    }

    /** Changes the state of a key that has another one; returns false if another node did so first. */
    boolean change(String kid, State from, State to) {
        return jdbc.sql("UPDATE signing_key SET state = ?, since = ? WHERE key_id = ? AND state = ?")
                        .params(to.name(), clock.instant().atOffset(ZoneOffset.UTC), kid, from.name())
                        .update()
                == 1;
    }
}
