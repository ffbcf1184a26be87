/**
 * Step 2: intake. Receives orders and requests by queue and by HTTP and validates them against the contract. The sender is
 * the authenticated user of the connection, never a field of the message. An invalid or unauthorized message gets a refusal
 * with the reason, and processing continues with the next message.
 */
package org.coincide.engine.intake;
