package org.coincide.engine.accounts;

/** A user name and its password. {@link #toString()} returns only the name, so that no log contains the password. */
public record Credentials(String name, String password) {

    @Override
    public String toString() {
        return name;
    }
}
