package org.coincide.client.verification;

import java.util.Optional;
import java.util.function.Supplier;

/** One check of a message; the result is empty if the message passes. */
@FunctionalInterface
interface Rule {

    Optional<Verification> check(VerificationContext context);

    /** Creates a rule that warns if the finding has a text. */
    static Rule warning(WarningType type, Finding finding) {
        return context -> finding.in(context).map(text -> new Verification.Warned(Warning.of(type, text, context)));
    }

    /** Text of a warning; empty if there is nothing to warn about. */
    @FunctionalInterface
    interface Finding {
        Optional<String> in(VerificationContext context);
    }

    static Optional<String> when(boolean violated, Supplier<String> text) {
        return violated ? Optional.of(text.get()) : Optional.empty();
    }
}
