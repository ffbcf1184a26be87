package org.coincide.client.ordering;

/** Application event: an order was placed or sent. */
public record OrdersChanged() {}
