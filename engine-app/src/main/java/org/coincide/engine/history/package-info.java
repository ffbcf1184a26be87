/**
 * Retention, at night: removes closed trades after their retention time, and other rows after theirs. Never an open trade, a message that is
 * not sent or not verified by the client, or a trade about which a warning, a discrepancy or a process is open.
 */
package org.coincide.engine.history;
