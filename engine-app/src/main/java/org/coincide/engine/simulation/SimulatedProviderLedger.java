package org.coincide.engine.simulation;

import java.math.BigDecimal;
import java.util.Optional;
import org.coincide.engine.reading.RecordMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Amounts that the simulated provider holds. */
@Repository
@ConditionalOnSimulatedProvider
class SimulatedProviderLedger {

    private static final String SELECT =
            """
            SELECT authorization_key, reference, token, amount, currency, captured, state FROM simulated_authorization
            WHERE authorization_key = ?""";

    private final JdbcClient jdbc;

    SimulatedProviderLedger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The authorization, with its row locked until the transaction ends. */
    Optional<SimulatedAuthorization> lock(String authorizationKey) {
        int locked = jdbc.sql("UPDATE simulated_authorization SET captured = captured WHERE authorization_key = ?")
                .param(authorizationKey)
                .update();
        return locked == 0 ? Optional.empty() : find(authorizationKey);
    }

    /** Returns whether an authorization was released before anything was captured. */
    boolean isReleased(String authorizationKey) {
        return find(authorizationKey)
                .filter(authorization -> authorization.state().equals(SimulatedCall.CLOSED)
                        && authorization.captured().signum() == 0)
                .isPresent();
    }

    private Optional<SimulatedAuthorization> find(String authorizationKey) {
        return jdbc.sql(SELECT)
                .param(authorizationKey)
                .query(RecordMapper.of(SimulatedAuthorization.class))
                .optional();
    }

    boolean knowsMerchantReference(String merchantReference) {
        return jdbc.sql("SELECT COUNT(*) FROM simulated_authorization WHERE merchant_reference = ?")
                        .param(merchantReference)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Returns whether the authorization was added: there was none with its key. */
    boolean add(SimulatedAuthorization authorization, String merchantReference) {
        return jdbc.sql(
                                """
                        INSERT INTO simulated_authorization (authorization_key, merchant_reference, reference, token, amount,
                          currency, captured, state)
                        SELECT CAST(? AS VARCHAR(4000)), CAST(? AS VARCHAR(4000)), CAST(? AS VARCHAR(4000)), CAST(? AS VARCHAR(4000)),
                          CAST(? AS NUMERIC(20, 4)), CAST(? AS VARCHAR(4000)), CAST(? AS NUMERIC(20, 4)), CAST(? AS VARCHAR(4000))
                        FROM (VALUES (0)) AS one (number)
                        WHERE NOT EXISTS (SELECT reference FROM simulated_authorization WHERE authorization_key = ?)""")
                        .params(
                                authorization.authorizationKey(),
                                merchantReference,
                                authorization.reference(),
                                authorization.token(),
                                authorization.amount(),
                                authorization.currency(),
                                authorization.captured(),
                                authorization.state(),
                                authorization.authorizationKey())
                        .update()
                == 1;
    }

    void captured(SimulatedAuthorization authorization, BigDecimal amount) {
        jdbc.sql("UPDATE simulated_authorization SET captured = captured + ? WHERE authorization_key = ?")
                .params(amount, authorization.authorizationKey())
                .update();
    }

    void close(SimulatedAuthorization authorization) {
        become(authorization, SimulatedCall.CLOSED);
    }

    void become(SimulatedAuthorization authorization, String state) {
        jdbc.sql("UPDATE simulated_authorization SET state = ? WHERE authorization_key = ?")
                .params(state, authorization.authorizationKey())
                .update();
    }
}
