package org.coincide.engine.retention;

import java.time.Instant;

/** Rows outside of trades that are removed after a time. */
public interface ExpiredRows {

    /**
     * Removes old rows, in the caller's transaction.
     *
     * @param limit maximum number of rows
     * @return number of removed rows; less than the limit if no more rows are expired
     */
    int removeExpired(Instant now, int limit, Removal removal);
}
