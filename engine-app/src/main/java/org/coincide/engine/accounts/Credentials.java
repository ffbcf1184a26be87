package org.coincide.engine.accounts;

/** A name and its password. Prints as its name alone, so that no log can hold the password. */
public record Credentials(String name, String password) {

    @Override
    public String toString() {
        return name;
    }
}
