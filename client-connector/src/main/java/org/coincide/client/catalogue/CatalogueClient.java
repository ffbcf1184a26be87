package org.coincide.client.catalogue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.util.List;
import org.coincide.client.contract.Json;
import org.springframework.stereotype.Component;

/** Fetches the catalogue from the server's HTTP API. */
@Component
class CatalogueClient {

    private static final ObjectReader OFFERS = Json.STRICT.readerFor(new TypeReference<List<Offer>>() {});

    private final CatalogueProperties properties;
    private final ServerRequests server;

    CatalogueClient(CatalogueProperties properties, ServerRequests server) {
        this.properties = properties;
        this.server = server;
    }

    /** Fetches the offers; throws an IOException or a RestClientException if the server gives no valid catalogue. */
    List<Offer> fetch() throws IOException {
        List<Offer> offers =
                OFFERS.readValue(server.body("/api/products", properties.maxSize(), "coincide.catalogue.max-size"));
        if (offers == null || !offers.stream().allMatch(offer -> offer != null && offer.isValid())) {
            throw new IOException(
                    "The response has an invalid product. Check that coincide.catalogue.url is the server's.");
        }
        return offers;
    }
}
