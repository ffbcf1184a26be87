package org.coincide.client.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.coincide.client.contract.Json;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The latest fetched catalogue, in the table {@code catalogue}. */
@Repository
class StoredCatalogue {

    /** A catalogue with the time of its fetch. */
    record Fetched(Instant time, List<Offer> products) {}

    private final JdbcClient jdbc;

    StoredCatalogue(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Replaces the catalogue. */
    @Transactional
    public void replace(List<Offer> products, Instant time) {
        jdbc.sql("DELETE FROM catalogue").update();
        jdbc.sql("INSERT INTO catalogue (fetched_at, products) VALUES (?, ?)")
                .params(time.atOffset(ZoneOffset.UTC), text(products))
                .update();
    }

    Optional<Fetched> find() {
        return jdbc.sql("SELECT fetched_at, products FROM catalogue")
                .query((row, index) -> new Fetched(
                        row.getObject("fetched_at", OffsetDateTime.class).toInstant(),
                        products(row.getString("products"))))
                .optional();
    }

    private static String text(List<Offer> products) {
        try {
            return Json.STRICT.writeValueAsString(products);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Offer> products(String text) {
        try {
            return Json.STRICT.readValue(text, new TypeReference<List<Offer>>() {});
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("The column catalogue.products contains invalid JSON", e);
        }
    }
}
