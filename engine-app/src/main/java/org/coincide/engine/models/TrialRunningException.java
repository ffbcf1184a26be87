package org.coincide.engine.models;

/** Another trial of models runs. */
public final class TrialRunningException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TrialRunningException() {
        super("Other models are being checked. Try again when their check has ended, which takes some seconds.");
    }
}
