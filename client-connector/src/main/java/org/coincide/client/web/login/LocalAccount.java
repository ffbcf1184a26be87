package org.coincide.client.web.login;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The account of this client's people and programs. */
public record LocalAccount(String user, String password) {

    /** Compares in a time that does not depend on the contents. */
    boolean matches(String presentedUser, String presentedPassword) {
        return equal(user, presentedUser) & equal(password, presentedPassword);
    }

    private static boolean equal(String expected, String presented) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "account " + user;
    }
}
