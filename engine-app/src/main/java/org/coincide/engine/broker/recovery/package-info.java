/**
 * Failures of the embedded broker's store: a write that fails stops the broker, a damaged store is set aside, and the journal sends
 * its messages again.
 */
package org.coincide.engine.broker.recovery;
