package org.coincide.engine.people;

import java.util.List;

/**
 * A configured person.
 *
 * @param groups ids of the person's groups
 */
record Person(String name, String password, List<String> groups) {

    /** The capitalized login name. The last name is the name of the first group, such as in Wanda Warehouse. */
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
