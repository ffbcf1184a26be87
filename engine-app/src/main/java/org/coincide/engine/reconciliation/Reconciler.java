package org.coincide.engine.reconciliation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.coincide.engine.journal.JournalHistory;
import org.coincide.engine.journal.LastMessage;
import org.coincide.engine.logging.LogContext;
import org.coincide.engine.reconciliation.Discrepancy.Finding;
import org.coincide.engine.reconciliation.Discrepancy.Kind;
import org.coincide.engine.returns.Returns;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.TradeOverview;
import org.coincide.engine.trade.TradeOverview.OpenTrade;
import org.coincide.engine.trade.Trades;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Compares all open trades with their processes and messages. A first look at a page of trades takes no lock; each suspicion is
 * confirmed under the lock of the trade, which every step of its process takes, so that a step in progress is no discrepancy.
 */
@Component
public class Reconciler {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    private final Trades trades;
    private final TradeOverview overview;
    private final JournalHistory journal;
    private final Returns returns;
    private final TradeProcesses processes;
    private final Discrepancies discrepancies;
    private final TransactionOperations transaction;
    private final ReconciliationProperties properties;

    Reconciler(
            Trades trades,
            TradeOverview overview,
            JournalHistory journal,
            Returns returns,
            TradeProcesses processes,
            Discrepancies discrepancies,
            TransactionOperations transaction,
            ReconciliationProperties properties) {
        this.trades = trades;
        this.overview = overview;
        this.journal = journal;
        this.returns = returns;
        this.processes = processes;
        this.discrepancies = discrepancies;
        this.transaction = transaction;
        this.properties = properties;
    }

    /** Compares once: raises new discrepancies and ends those that are gone. */
    @Scheduled(fixedDelayString = "${coincide.reconciliation.poll:45s}")
    public void compare() {
        Set<String> suspects = new HashSet<>(processes.suspended(properties.limit()));
        addSuspiciousTrades(suspects);
        addSuspiciousReturns(suspects);
        List<Discrepancy> open = discrepancies.open(properties.limit());
        open.forEach(discrepancy -> suspects.add(discrepancy.tradingId()));
        Map<String, List<Discrepancy>> openByTrade =
                open.stream().collect(Collectors.groupingBy(Discrepancy::tradingId));
        suspects.forEach(tradingId -> confirm(tradingId, openByTrade.getOrDefault(tradingId, List.of())));
    }

    private void addSuspiciousTrades(Set<String> suspects) {
        String after = "";
        while (suspects.size() < properties.limit()) {
            List<OpenTrade> page = overview.open(after, properties.page());
            if (page.isEmpty()) {
                return;
            }
            Map<String, OpenTrade> byId = new LinkedHashMap<>();
            page.forEach(trade -> byId.put(trade.tradingId(), trade));
            Set<String> running = processes.running(byId.keySet());
            byId.keySet().stream().filter(notIn(running)).forEach(suspects::add);
            suspects.addAll(processes.idle(running));
            Map<String, LastMessage> last = journal.last(byId.keySet());
            page.stream()
                    .filter(trade ->
                            mismatch(trade, last.get(trade.tradingId())).isPresent())
                    .forEach(trade -> suspects.add(trade.tradingId()));
            after = page.get(page.size() - 1).tradingId();
        }
    }

    private void addSuspiciousReturns(Set<String> suspects) {
        SortedMap<String, Integer> page = returns.open("", properties.page());
        while (!page.isEmpty() && suspects.size() < properties.limit()) {
            Map<String, Integer> running = processes.returns(page.keySet());
            page.forEach((tradingId, number) -> {
                if (running.getOrDefault(tradingId, 0) < number) {
                    suspects.add(tradingId);
                }
            });
            page = returns.open(page.lastKey(), properties.page());
        }
    }

    private void confirm(String tradingId, List<Discrepancy> open) {
        transaction.executeWithoutResult(status -> trades.lock(tradingId).ifPresent(trade -> {
            List<Finding> findings = findings(trade);
            findings.stream().filter(discrepancies::add).forEach(Reconciler::report);
            open.stream()
                    .filter(discrepancy -> findings.stream().noneMatch(finding -> finding.kind() == discrepancy.kind()))
                    .forEach(discrepancy -> discrepancies.end(discrepancy.id()));
        }));
    }

    private static void report(Finding finding) {
        LogContext.ofTrade(
                finding.tradingId(),
                () -> LOG.warn(
                        "Trade {} has the discrepancy {}. {}", finding.tradingId(), finding.kind(), finding.text()));
    }

    private List<Finding> findings(Trade trade) {
        String tradingId = trade.tradingId();
        Set<String> id = Set.of(tradingId);
        List<Finding> findings = new ArrayList<>();
        if (!trade.closed()) {
            if (processes.running(id).isEmpty()) {
                findings.add(new Finding(
                        tradingId,
                        Kind.PROCESS_MISSING,
                        "The trade is " + trade.statuses().text() + ", but no process works on it. "
                                + processes.lastEnd(tradingId) + " Cancel, close or restart the trade."));
            } else if (!processes.idle(id).isEmpty()) {
                findings.add(new Finding(
                        tradingId,
                        Kind.PROCESS_IDLE,
                        "The process of the trade waits for nothing, so that it never continues. "
                                + "Cancel the trade, or modify the instance in Cockpit."));
            }
            mismatch(
                            new OpenTrade(tradingId, trade.sequence(), trade.statuses()),
                            journal.last(id).get(tradingId))
                    .ifPresent(text -> findings.add(new Finding(tradingId, Kind.MESSAGE_MISMATCH, text)));
        }
        if (processes.isSuspended(tradingId)) {
            findings.add(
                    new Finding(
                            tradingId,
                            Kind.PROCESS_SUSPENDED,
                            "A process of the trade, or one of its jobs, is suspended. Continue the trade, or activate the process in Cockpit."));
        }
        if (processes.returns(id).getOrDefault(tradingId, 0) < returns.open(tradingId)) {
            findings.add(new Finding(
                    tradingId,
                    Kind.RETURN_WITHOUT_PROCESS,
                    "The trade has an open return without a process. End the return."));
        }
        return findings;
    }

    private static Optional<String> mismatch(OpenTrade trade, LastMessage last) {
        if (last == null) {
            return Optional.of("The trade has no message.");
        }
        boolean same = last.sequence() == trade.sequence()
                && last.order().equals(trade.statuses().order().name())
                && last.delivery().equals(trade.statuses().delivery().name())
                && last.payment().equals(trade.statuses().payment().name());
        return same
                ? Optional.empty()
                : Optional.of("The trade is " + trade.statuses().text() + " at sequence " + trade.sequence()
                        + ", but its last message is " + last.order() + "/" + last.delivery() + "/" + last.payment()
                        + " at sequence " + last.sequence() + ". Find out who changed the database.");
    }

    private static Predicate<String> notIn(Collection<String> known) {
        return tradingId -> !known.contains(tradingId);
    }
}
