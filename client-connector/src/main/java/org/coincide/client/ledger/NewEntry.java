package org.coincide.client.ledger;

import java.time.Instant;

/** An entry that is ready to be appended to the ledger. */
public record NewEntry(EntryKind kind, Instant recordedAt, String body) {}
