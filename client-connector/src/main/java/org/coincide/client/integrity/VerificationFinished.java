package org.coincide.client.integrity;

/** Application event: the ledger was verified. */
public record VerificationFinished(VerificationReport report) {}
