package org.coincide.client.web;

/** How much of a list one answer gives. */
final class Paging {

    static final String LONGEST = "1000";

    private Paging() {}

    static int limit(int wanted) {
        return Math.max(1, Math.min(wanted, Integer.parseInt(LONGEST)));
    }

    static int offset(int wanted) {
        return Math.max(0, wanted);
    }
}
