package org.coincide.client.quarantine;

import java.time.Instant;
import org.coincide.client.verification.Warning;

/** A warning with the id of its quarantined message. */
public record RaisedWarning(String id, Instant time, Warning warning, String quarantineId) {}
