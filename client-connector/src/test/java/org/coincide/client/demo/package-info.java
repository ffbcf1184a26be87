/**
 * The demo: server and client as two processes, four orders, two forged messages. The demo uses both applications through
 * their public interfaces, and is a test source because it forges messages with the server's own broker account.
 */
package org.coincide.client.demo;
