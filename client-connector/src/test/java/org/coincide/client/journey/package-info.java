/**
 * The whole journey of an order, driven from outside: the server and its clients as the processes that a user starts, from
 * the jars that a user gets, through the doors that a user has. What is true is decided by the test's own journal and by
 * the books of those who stand outside, the payment provider and the carrier; never by what an application logs of itself.
 */
package org.coincide.client.journey;
