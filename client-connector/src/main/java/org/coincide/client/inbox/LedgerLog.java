package org.coincide.client.inbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import org.coincide.client.contract.Reason;
import org.coincide.client.contract.RefusalReport;
import org.coincide.client.contract.StorableText;
import org.coincide.client.ledger.HistoryEntry;
import org.coincide.client.quarantine.QuarantineProperties;
import org.coincide.client.quarantine.RaisedWarning;
import org.coincide.client.quarantine.WarningBudget;
import org.coincide.client.tracing.TradeSpans;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Writes one line to the terminal for each ledger entry, refusal and warning. */
@Component
class LedgerLog {

    private static final Logger LEDGER = LoggerFactory.getLogger("ledger");
    /** 80 columns up to the reason, for references of up to 15 characters. */
    private static final String ENTRY = "%s %-15s #%03d %-11s %-19s %-18s  %s";

    private static final String TRADING_ID = "tradingId";
    private static final String OTHER = "%s %-15s %s";

    private final DateTimeFormatter clockTime;
    private final Clock clock;
    private final WarningBudget budget;
    private final Counter unlogged;
    private final TradeSpans spans;

    LedgerLog(Clock clock, QuarantineProperties limits, MeterRegistry meters, TradeSpans spans) {
        this.spans = spans;
        this.clock = clock;
        this.budget = new WarningBudget(limits.logLinesPerMinute());
        this.unlogged = meters.counter("coincide.warnings.unlogged");
        this.clockTime = DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());
    }

    void applied(BatchReport.Applied applied) {
        var entry = applied.entry();
        spans.ofEntry("ledger #" + entry.sequence(), entry.body(), () -> log(applied, entry));
    }

    private void log(BatchReport.Applied applied, HistoryEntry entry) {
        if (!LEDGER.isInfoEnabled()) {
            return;
        }
        withTrade(
                entry.tradingId(),
                () -> LEDGER.info(String.format(
                                ENTRY,
                                clockTime.format(entry.time()),
                                applied.orderReference(),
                                entry.sequence(),
                                entry.statuses().order(),
                                entry.statuses().delivery(),
                                entry.statuses().payment(),
                                reason(entry.reason()))
                        .stripTrailing()));
    }

    void refused(RefusalReport refusal) {
        var reasons = refusal.reasons().stream().map(LedgerLog::reason).collect(Collectors.joining("; "));
        withTrade(
                refusal.tradingId(),
                () -> LEDGER.info(line(
                        clock.instant(),
                        refusal.orderReference() == null ? refusal.tradingId() : refusal.orderReference(),
                        refusal.refused() + " REFUSED  " + reasons)));
    }

    void warned(RaisedWarning raised) {
        var warning = raised.warning();
        if (!budget.admits(warning.type())) {
            return;
        }
        withTrade(
                warning.tradingId(),
                () -> LEDGER.warn(line(
                        raised.time(),
                        warning.tradingId() == null ? "-" : warning.tradingId(),
                        "WARNING " + warning.type() + "  " + warning.text())));
    }

    /** Writes one line about all warnings beyond the limit since the last summary. */
    @Scheduled(fixedDelayString = "${coincide.quarantine.sweep-interval:1m}")
    void summarize() {
        var refused = budget.takeRefused();
        if (!refused.isEmpty()) {
            unlogged.increment(
                    refused.values().stream().mapToLong(Long::longValue).sum());
            LEDGER.warn(
                    line(clock.instant(), "-", "WARNINGS not logged one by one: " + WarningBudget.summary(refused)));
        }
    }

    /** Structured logs contain the trading identifier as a field of its own. */
    private static void withTrade(String tradingId, Runnable line) {
        if (tradingId != null) {
            MDC.put(TRADING_ID, tradingId);
        }
        try {
            line.run();
        } finally {
            MDC.remove(TRADING_ID);
        }
    }

    private String line(Instant time, String subject, String text) {
        return String.format(
                OTHER, clockTime.format(time), StorableText.singleLine(subject), StorableText.singleLine(text));
    }

    private static String reason(Reason reason) {
        if (reason == null) {
            return "";
        }
        return StorableText.singleLine(reason.text() == null ? reason.code() : reason.code() + " " + reason.text());
    }
}
