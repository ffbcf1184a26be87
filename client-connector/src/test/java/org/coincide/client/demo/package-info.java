/**
 * The demo: server and client as two processes, a handful of orders, two forged messages. It is a user of both, by their
 * front doors, and stands in the test sources because it forges with the server's own account.
 */
package org.coincide.client.demo;
