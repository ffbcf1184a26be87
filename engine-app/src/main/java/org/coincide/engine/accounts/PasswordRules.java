package org.coincide.engine.accounts;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules of Camunda's password policy for the passwords of its users: the operator and the configured people. */
final class PasswordRules {

    static final String TEXT =
            "at least 10 characters, with a lower-case letter, an upper-case letter, a digit and a special character"
                    + " such as - or _, and without the user name";

    private static final int MIN_LENGTH = 10;
    private static final Predicate<String> EVERY_KIND_OF_CHARACTER = Stream.of(
                    "[a-z]", "[A-Z]", "[0-9]", "[ !\"#$%&'()*+,./:;<=>?@\\[\\\\\\]^_`{|}~-]")
            .map(kind -> Pattern.compile(kind).asPredicate())
            .reduce(text -> true, Predicate::and);

    private PasswordRules() {}

    static boolean accept(String password, String user) {
        return password.length() >= MIN_LENGTH
                && EVERY_KIND_OF_CHARACTER.test(password)
                && !password.toLowerCase(Locale.ROOT).contains(user.toLowerCase(Locale.ROOT));
    }
}
