/**
 * Tests of the whole system from outside: server and clients run as processes from their packaged jars and are used through
 * their public interfaces. The results are checked against the test's own journal and the records of payment provider, bank
 * and carrier, never against an application's log.
 */
package org.coincide.client.journey;
