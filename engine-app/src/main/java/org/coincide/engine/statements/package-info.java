/**
 * Outside the order's journey: statements. At a configured pace each client receives the sequence and the digest of the last message
 * of each trade that changed, so that it notices also a lost last message; without changes, a statement is the heartbeat. The client
 * replies with receipts: how far it has verified each trade.
 *
 * <p>A statement is a row of the journal, as every message to a client. Its cost does not depend on the number of messages.
 */
package org.coincide.engine.statements;
