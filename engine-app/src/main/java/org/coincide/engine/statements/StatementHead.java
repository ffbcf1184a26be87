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
 * @param recoveryPage number of the last page of the full statement by which the client's position is compared, 0 before it is issued; null
 *     unless the database is older than the client's ledger
 * @param removed last trade that was removed after its retention time, with all before; null if none was
 */
record StatementHead(
        String clientId,
        long number,
        String digest,
        Instant issuedAt,
        Instant fullAt,
        boolean fullDue,
        Position fullAfter,
        Long recoveryPage,
        Position removed) {

    /** Returns whether the database is older than the client's ledger, and trades are still to be compared. */
    boolean isRecovering() {
        return recoveryPage != null;
    }

    /** Position after which the next page of a full statement begins. */
    Position pageAfter() {
        return fullAfter == null ? removed : fullAfter;
    }
}
