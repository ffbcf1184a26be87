package org.coincide.client.ordering;

/**
 * An order to be sent.
 *
 * @param event the very text that is sent each time
 * @param attempts how often it was sent before
 */
record DueOrder(String reference, String event, int attempts) {}
