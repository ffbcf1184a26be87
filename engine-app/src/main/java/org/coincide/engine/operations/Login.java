package org.coincide.engine.operations;

/** A name and its password. Prints as its name alone, so that no log can hold the password. */
public record Login(String name, String password) {

    @Override
    public String toString() {
        return name;
    }
}
