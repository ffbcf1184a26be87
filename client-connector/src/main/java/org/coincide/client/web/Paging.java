package org.coincide.client.web;

/** Limits the size of pages of lists. */
final class Paging {

    static final String MAX_LIMIT = "1000";

    private Paging() {}

    static int limit(int requested) {
        return Math.max(1, Math.min(requested, Integer.parseInt(MAX_LIMIT)));
    }

    static int offset(int requested) {
        return Math.max(0, requested);
    }
}
