package org.coincide.engine.operations.log;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.coincide.engine.json.StorableText;
import org.coincide.engine.reading.RecordMapper;
import org.coincide.engine.requests.Decision;
import org.coincide.engine.retention.TradeTables;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The actions of operators, in the table {@code operator_action}. Rows are never changed. */
@Repository
public class OperatorActions implements TradeTables {

    /** The actions that are recorded. */
    public enum Kind {
        NOTE,
        CANCEL,
        CLOSE,
        RESTART,
        RESEND,
        RETRY,
        PAUSE,
        CONTINUE,
        END_RETURN,
        SETTLE_PAYMENT,
        RECALL,
        RESTORE,
        SETTLE_RESTORED,
        ASSIGN_WARNING,
        ANSWER_WARNING,
        ACKNOWLEDGE_WARNING,
        SEND_DEAD_LETTER,
        DISCARD_DEAD_LETTER,
        CREATE_CLIENT,
        LIMIT_CLIENT,
        ENABLE_CLIENT,
        DISABLE_CLIENT,
        CHANGE_CLIENT_KEYS,
        ROTATE_SECRET,
        REVOKE_SECRET,
        DELETE_CLIENT,
        SET_PRODUCT,
        IMPORT_PRODUCTS,
        WITHDRAW_PRODUCT,
        BOOK_RECEIPT,
        CORRECT_STOCK,
        ROTATE_KEY,
        REVOKE_KEY,
        REMOVE_MESSAGE
    }

    /**
     * An action about a trade, a warning, a dead letter, a client, the catalogue or the signing keys.
     *
     * @param tradingId null if the action concerns no trade
     * @param subject the warning, the dead letter, the client, the catalogue, the keys or the message; null if the action concerns a trade
     * @param person login name of the operator
     * @param text reason or note; may be null
     * @param refusal reason of the refusal; null if the action was accepted
     */
    public record OperatorAction(
            String tradingId,
            Kind action,
            String subject,
            String person,
            String text,
            String refusal,
            Instant actedAt) {}

    private static final Logger LOG = LoggerFactory.getLogger(OperatorActions.class);

    private static final int MOST = 200;

    private static final int LONGEST_TEXT = 1_000;

    private static final String SELECT =
            "SELECT trading_id, action, subject, person, text, refusal, acted_at FROM operator_action";

    private static final String BY_PERSON =
            " WHERE (CAST(:person AS VARCHAR(255)) IS NULL OR person = CAST(:person AS VARCHAR(255)))";

    private final JdbcClient jdbc;
    private final Clock clock;

    OperatorActions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Records an accepted action about a trade. */
    @Transactional
    public void add(String tradingId, Kind action, String person, String text) {
        add(tradingId, action, null, person, text, null);
    }

    /** Records an action that was decided by a rule of a trade. An unknown trade has no record. */
    @Transactional
    public void add(String tradingId, Kind action, String person, String text, Decision decision) {
        if (!(decision instanceof Decision.Refused refused)) {
            add(tradingId, action, person, text);
        } else if (!refused.isUnknownTrade()) {
            add(tradingId, action, null, person, text, refused.text());
        }
    }

    /** Records an action; null for what does not apply. */
    @Transactional
    public void add(String tradingId, Kind action, String subject, String person, String text, String refusal) {
        jdbc.sql(
                        """
                        INSERT INTO operator_action (trading_id, action, subject, person, text, refusal, acted_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        tradingId,
                        action.name(),
                        subject,
                        person,
                        StorableText.shortened(text, LONGEST_TEXT),
                        StorableText.shortened(refusal, LONGEST_TEXT),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        LOG.info(
                "Operator {}: {} {} {}.",
                person,
                action,
                subject == null ? tradingId : subject,
                refusal == null ? "accepted" : "refused");
    }

    /** Returns the actions about a subject other than a trade, newest first. */
    public List<OperatorAction> about(String subject) {
        return jdbc.sql(SELECT + " WHERE trading_id IS NULL AND subject = ? ORDER BY id DESC LIMIT " + MOST)
                .param(subject)
                .query(RecordMapper.of(OperatorAction.class))
                .list();
    }

    /**
     * Returns all actions, newest first.
     *
     * @param person login name of the operator; null for all
     * @param offset number of skipped actions
     */
    public List<OperatorAction> newest(String person, int limit, int offset) {
        return jdbc.sql(SELECT + BY_PERSON + " ORDER BY id DESC LIMIT :limit OFFSET :offset")
                .param("person", person)
                .param("limit", limit)
                .param("offset", offset)
                .query(RecordMapper.of(OperatorAction.class))
                .list();
    }

    /** Returns the number of all actions; of one operator if person is not null. */
    public long count(String person) {
        return jdbc.sql("SELECT COUNT(*) FROM operator_action" + BY_PERSON)
                .param("person", person)
                .query(Long.class)
                .single();
    }

    /** Returns the actions about a trade, newest first. */
    public List<OperatorAction> of(String tradingId) {
        return jdbc.sql(SELECT + " WHERE trading_id = ? ORDER BY id DESC")
                .param(tradingId)
                .query(RecordMapper.of(OperatorAction.class))
                .list();
    }

    @Override
    public List<TradeTable> tables() {
        return List.of(TradeTable.of("operator_action"));
    }
}
