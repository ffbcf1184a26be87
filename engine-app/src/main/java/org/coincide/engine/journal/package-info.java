/**
 * Step 7: the journal. Each status change appends one row, the complete message to the client, in the engine's own
 * transaction. The rows of a trade are its history; the unsent rows are the outbox. A message exists exactly if its change was
 * committed. A resend repeats the stored row unchanged.
 */
package org.coincide.engine.journal;
