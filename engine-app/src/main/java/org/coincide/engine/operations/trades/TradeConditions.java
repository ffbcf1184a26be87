package org.coincide.engine.operations.trades;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Execution;
import org.camunda.bpm.engine.runtime.Incident;
import org.coincide.engine.delivery.consignments.Consignments;
import org.coincide.engine.journal.Journal;
import org.coincide.engine.payment.books.Confirmations;
import org.coincide.engine.payment.books.Invoices;
import org.coincide.engine.reconciliation.Discrepancies;
import org.coincide.engine.statements.Receipts;
import org.coincide.engine.trade.TradeSearch.Condition;
import org.coincide.engine.warnings.ClientWarnings;
import org.springframework.stereotype.Component;

/** The conditions of trades that an operator has to look at, from the packages that own the tables. */
@Component
public class TradeConditions {

    /** Conditions that need attention. */
    public enum Flag {
        /** A promised time has passed: an invoice, a confirmation or the goods. */
        OVERDUE,
        /** The client has warned about the content of a message, and no operator has acknowledged the warning. */
        DISPUTED,
        /** The process is missing, suspended or idle, or the last message disagrees. */
        ORPHANED,
        /** A process of the trade failed after all retries. */
        FAILED,
        /** A message is not sent yet. */
        UNSENT,
        /** The client has not confirmed the last message for a while; older trades are not counted. */
        UNCONFIRMED;

        /** The name in the API, such as {@code overdue}. */
        public String parameter() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final ManagementService management;
    private final OperationsProperties properties;
    private final Clock clock;

    TradeConditions(ManagementService management, OperationsProperties properties, Clock clock) {
        this.management = management;
        this.properties = properties;
        this.clock = clock;
    }

    /** The condition that a trade has a flag now. */
    public Condition of(Flag flag) {
        Instant now = clock.instant();
        return switch (flag) {
            case OVERDUE ->
                new Condition(
                        "t.closed = FALSE AND (" + Invoices.OVERDUE + " OR " + Consignments.OVERDUE + " OR "
                                + Confirmations.OVERDUE + ")",
                        Map.of(
                                "now",
                                now.atOffset(ZoneOffset.UTC),
                                "today",
                                now.atOffset(ZoneOffset.UTC).toLocalDate()));
            case DISPUTED -> new Condition(ClientWarnings.DISPUTED);
            case ORPHANED -> new Condition(Discrepancies.OPEN_OF_TRADE);
            case FAILED -> new Condition(failed());
            case UNSENT -> new Condition(Journal.UNSENT);
            case UNCONFIRMED ->
                new Condition(
                        Receipts.UNCONFIRMED,
                        Map.of(
                                "unconfirmed",
                                now.minus(properties.unconfirmedAfter()).atOffset(ZoneOffset.UTC),
                                "unconfirmedSince",
                                now.minus(properties.recent()).atOffset(ZoneOffset.UTC)));
        };
    }

    /** All processes of a trade have its identifier as their business key. */
    private String failed() {
        return "t.trading_id IN (SELECT e.BUSINESS_KEY_ FROM " + management.getTableName(Incident.class) + " i JOIN "
                + management.getTableName(Execution.class) + " e ON e.ID_ = i.PROC_INST_ID_)";
    }
}
