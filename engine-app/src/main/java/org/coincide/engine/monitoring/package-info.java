/**
 * Metrics of the server's work: open trades, messages that wait, clients that do not confirm, jobs and tasks. All figures from the
 * database are counted at one pace and kept in memory, so that a scrape reads no table.
 */
package org.coincide.engine.monitoring;
