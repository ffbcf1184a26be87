/**
 * Step 11: the ledger of coincident messages.
 *
 * <p>Each verified message is appended to its trade's history exactly as received, chained to the previous entry by a hash,
 * and the trade is updated in the same transaction. Only the next verified message changes a trade: the update requires
 * the previous sequence.
 */
package org.coincide.client.ledger;
