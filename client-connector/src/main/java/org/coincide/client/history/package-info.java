/**
 * Retention, at night: removes closed trades after their retention time, each after its evidence was exported and verified. Never an open
 * trade, one in dispute, or one with a message that is not sent, not accepted by a receiver, or missing.
 */
package org.coincide.client.history;
