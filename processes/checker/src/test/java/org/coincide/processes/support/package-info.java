/**
 * The fixtures of the model tests: an in-memory engine, stubs of the server's delegates, a recorder of statuses, and a trade that a test
 * moves from one wait state to the next.
 */
package org.coincide.processes.support;
