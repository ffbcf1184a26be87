/**
 * What the tests of the models stand on: an engine in memory, the answers of the server's beans, a listener that notes
 * the statuses, and the trade that a test drives from one wait state to the next.
 */
package org.coincide.processes.support;
