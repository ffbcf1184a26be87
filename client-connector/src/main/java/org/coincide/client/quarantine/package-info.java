/**
 * Stop ⑪, the other end: messages that did not enter the ledger, whole, and the warnings that say why.
 *
 * <p>A message that waits for another is judged again when that one arrives. The same message again adds nothing: neither a
 * second copy nor a second warning.
 */
package org.coincide.client.quarantine;
