package org.coincide.engine.people;

/**
 * A group of people who do the same work.
 *
 * @param id as the models name it: order-desk
 */
record WorkGroup(String id) {

    /** As people read it: Order desk. */
    String name() {
        return Character.toUpperCase(id.charAt(0)) + id.substring(1).replace('-', ' ');
    }
}
