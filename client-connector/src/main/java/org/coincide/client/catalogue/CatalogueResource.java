package org.coincide.client.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** REST resource of the server's products as last fetched: {@code /api/catalogue}. */
@RestController
class CatalogueResource {

    private final StoredCatalogue stored;
    private final CatalogueSchedule schedule;

    CatalogueResource(StoredCatalogue stored, CatalogueSchedule schedule) {
        this.stored = stored;
        this.schedule = schedule;
    }

    @GetMapping(path = "/api/catalogue", produces = MediaType.APPLICATION_JSON_VALUE)
    CatalogueView catalogue() {
        return stored.find()
                .map(fetched ->
                        new CatalogueView(fetched.time(), schedule.failure().isEmpty(), fetched.products()))
                .orElseGet(() -> new CatalogueView(null, false, List.of()));
    }

    /**
     * The catalogue in the REST API.
     *
     * @param fetchedAt time of the latest successful fetch; null if there was none
     * @param current false if the latest fetch failed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CatalogueView(Instant fetchedAt, boolean current, List<Offer> products) {}
}
