/**
 * The road between the order's stops: the message broker that server and clients meet at, and the server's connection
 * to it. Promises that each client is a stranger to the next (it writes orders and requests, reads its own queue, and
 * nothing else), that {@code JMSXUserID} names who really sent a message, and that what the broker took it still has
 * after a crash. By default the broker runs inside the server; by configuration it is one of the operator's own.
 */
package org.coincide.engine.broker;
