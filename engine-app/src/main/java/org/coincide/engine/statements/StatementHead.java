package org.coincide.engine.statements;

import java.time.Instant;
import org.coincide.engine.trade.TradeHeads.Position;

/**
 * The last statement to a client.
 *
 * @param number 0 before the first statement
 * @param digest SHA-256 of its body; null before the first statement
 * @param fullAt start of the last full statement
 * @param fullDue whether pages of a full statement are still to be issued
 * @param fullAfter last trade on the last issued page; null before the first page
 */
record StatementHead(
        String clientId,
        long number,
        String digest,
        Instant issuedAt,
        Instant fullAt,
        boolean fullDue,
        Position fullAfter) {}
