package org.coincide.engine.accounts;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Generates secrets of 192 random bits that need no quoting in a URL, a properties file or a shell. */
public final class SecretGenerator {

    private static final int BYTES = 24;
    /** Length of a secret in characters. */
    private static final int LENGTH = 32;

    private static final Predicate<String> CHARACTERS =
            Pattern.compile("[A-Za-z0-9_-]*").asMatchPredicate();

    private static final SecureRandom RANDOM = new SecureRandom();
    /** Camunda's password policy requires a character of each of these kinds. */
    private static final Predicate<String> EVERY_KIND_OF_CHARACTER = Stream.of("[a-z]", "[A-Z]", "[0-9]", "[-_]")
            .map(kind -> Pattern.compile(kind).asPredicate())
            .reduce(text -> true, Predicate::and);

    private SecretGenerator() {}

    /** Returns a new secret. */
    public static String next() {
        return Stream.generate(SecretGenerator::candidate)
                .filter(EVERY_KIND_OF_CHARACTER)
                .findFirst()
                .orElseThrow();
    }

    /** Returns whether a secret has the form of a generated one, which a person would not choose. */
    static boolean isGenerated(String secret) {
        return secret.length() == LENGTH && CHARACTERS.test(secret) && EVERY_KIND_OF_CHARACTER.test(secret);
    }

    private static String candidate() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
