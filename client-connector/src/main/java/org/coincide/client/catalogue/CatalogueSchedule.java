package org.coincide.client.catalogue;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.client.RestClientException;

/** Fetches and stores the catalogue at the start and after each interval. Logs the first of several equal failures. */
@Component
class CatalogueSchedule {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogueSchedule.class);

    private final CatalogueProperties properties;
    private final CatalogueClient server;
    private final StoredCatalogue stored;
    private final Clock clock;
    private volatile String failure;

    CatalogueSchedule(CatalogueProperties properties, CatalogueClient server, StoredCatalogue stored, Clock clock) {
        this.properties = properties;
        this.server = server;
        this.stored = stored;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${coincide.catalogue.refresh-interval:5m}")
    void refresh() {
        if (!properties.enabled()) {
            return;
        }
        try {
            stored.replace(server.fetch(), clock.instant());
            failure = null;
        } catch (IOException | RestClientException | DataAccessException | TransactionException e) {
            if (!String.valueOf(e.getMessage()).equals(failure)) {
                LOG.warn("Fetching the catalogue failed: {} The stored catalogue is shown meanwhile.", e.getMessage());
            }
            failure = String.valueOf(e.getMessage());
        }
    }

    /** The reason why the latest fetch failed; empty if it succeeded. */
    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }
}
