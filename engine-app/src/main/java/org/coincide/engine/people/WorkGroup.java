package org.coincide.engine.people;

/**
 * A group of people who do the same tasks.
 *
 * @param id id of the group, as in the models: order-desk
 */
record WorkGroup(String id) {

    /** The display name, such as "Order desk". */
    String name() {
        return Character.toUpperCase(id.charAt(0)) + id.substring(1).replace('-', ' ');
    }
}
