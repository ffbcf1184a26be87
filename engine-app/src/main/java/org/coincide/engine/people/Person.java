package org.coincide.engine.people;

import java.util.List;

/**
 * Somebody whom the settings name.
 *
 * @param groups that the person belongs to
 */
record Person(String name, String password, List<String> groups) {

    /** With the last name, which says what the person does, it reads as people's names do: Wanda Warehouse. */
    String firstName() {
        return new WorkGroup(name).name();
    }

    String lastName() {
        return new WorkGroup(groups.get(0)).name();
    }

    @Override
    public String toString() {
        return name;
    }
}
