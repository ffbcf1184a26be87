package org.coincide.client.ordering;

/**
 * An order that is due to be sent.
 *
 * @param event the message's text, identical in each attempt
 * @param attempts number of previous attempts
 */
record DueOrder(String reference, String event, int attempts) {}
