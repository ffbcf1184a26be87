package org.coincide.client.quarantine;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.coincide.client.support.ClientDatabase;
import org.coincide.client.verification.Warning;
import org.coincide.client.verification.WarningType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The groups of warnings in a database of a test. */
public final class StoredWarnings {

    private final JdbcTemplate database = new JdbcTemplate(ClientDatabase.create());
    private final WarningGroups groups = new WarningGroups(JdbcClient.create(database), database);

    public WarningGroups groups() {
        return groups;
    }

    public void raise(String type, String tradingId, Instant time) {
        var warning = new Warning(WarningType.valueOf(type), "The message differs.", tradingId, 3L, null, null, null);
        groups.add(List.of(new RaisedWarning(UUID.randomUUID().toString(), time, warning, "quarantined")));
    }
}
