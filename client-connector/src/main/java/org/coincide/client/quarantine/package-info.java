/**
 * Step 11, the alternative: messages that failed verification, stored complete, and their warnings.
 *
 * <p>A message that waits for an earlier message is verified again when the earlier message arrives. A redelivered message
 * adds neither a second copy nor a second warning.
 */
package org.coincide.client.quarantine;
