/**
 * Stop 7: the journal. Each status change appends one row in the engine's own transaction: the message to the client,
 * byte for byte. The rows of a trade are its history; those not yet sent are the outbox. No commit, no message; no
 * message without its commit. Sending again means sending the same row.
 */
package org.coincide.engine.journal;
