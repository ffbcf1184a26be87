package org.coincide.client.verification;

import java.util.Optional;
import java.util.function.Supplier;

/** One check of a claim: empty where there is nothing to say. */
@FunctionalInterface
interface Rule {

    Optional<Verification> judge(VerificationContext claim);

    /** A rule that warns, with a text where it finds something. */
    static Rule warning(WarningType type, Finding finding) {
        return claim -> finding.in(claim).map(text -> new Verification.Warned(Warning.of(type, text, claim)));
    }

    /** What a warning says, where there is something to warn of. */
    @FunctionalInterface
    interface Finding {
        Optional<String> in(VerificationContext claim);
    }

    static Optional<String> when(boolean broken, Supplier<String> text) {
        return broken ? Optional.of(text.get()) : Optional.empty();
    }
}
