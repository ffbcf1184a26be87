/**
 * The transport between the order's steps: the message broker and the server's connection to it. Guarantees that clients
 * are isolated from each other (a client writes orders and requests, reads its own queue and has no other permission), that
 * {@code JMSXUserID} is the authenticated sender of a message, and that an accepted message survives a crash. By default the
 * broker runs inside the server; an external broker can be configured.
 */
package org.coincide.engine.broker;
