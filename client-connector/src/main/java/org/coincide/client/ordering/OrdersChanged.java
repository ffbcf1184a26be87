package org.coincide.client.ordering;

/** An order was placed or sent: whoever shows orders may look again. */
public record OrdersChanged() {}
