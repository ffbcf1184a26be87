package org.coincide.client.quarantine;

import java.time.Instant;
import org.coincide.client.verification.Warning;

/** A warning with the message that gave rise to it. */
public record RaisedWarning(String id, Instant time, Warning warning, String quarantineId) {}
