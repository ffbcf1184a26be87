/**
 * Stop ⑪, the good end: the ledger, where only what is coincident enters.
 *
 * <p>Each verified message is appended to its trade's history as it came, chained to the one before it by a digest, and the
 * trade's present statuses move, in one transaction with it. Nothing here is ever changed but by the next verified
 * message: a trade's row moves from one sequence to the next or not at all.
 */
package org.coincide.client.ledger;
