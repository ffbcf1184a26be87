/** Metrics that are counted in the database: at one pace, bounded, and kept in memory, so that a scrape reads no table. */
package org.coincide.client.monitoring;
