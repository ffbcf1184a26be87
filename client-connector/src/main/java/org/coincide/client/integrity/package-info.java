/**
 * Verification of what is stored: recomputes the projection from the ledger's entries and compares every column.
 *
 * <p>The entries are checked one by one: their digests, and one running head over all of them, which the anchor file repeats outside
 * of the database. Each finding names table, row and column.
 */
package org.coincide.client.integrity;
