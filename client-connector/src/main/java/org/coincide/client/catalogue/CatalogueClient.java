package org.coincide.client.catalogue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.List;
import org.coincide.client.broker.ClientProperties;
import org.coincide.client.contract.Json;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** Fetches the catalogue from the server's HTTP API. Follows no redirect, which could lead the secret elsewhere. */
@Component
class CatalogueClient {

    private static final ObjectReader OFFERS = Json.STRICT.readerFor(new TypeReference<List<Offer>>() {});

    private final CatalogueProperties properties;
    private final ClientProperties client;
    private final RestClient http;

    CatalogueClient(CatalogueProperties properties, ClientProperties client, SslBundles bundles) {
        this.properties = properties;
        this.client = client;
        var connections = HttpClient.newBuilder()
                .connectTimeout(properties.requestTimeout())
                .followRedirects(HttpClient.Redirect.NEVER);
        if (!properties.sslBundle().isEmpty()) {
            connections.sslContext(bundles.getBundle(properties.sslBundle()).createSslContext());
        }
        var requests = new JdkClientHttpRequestFactory(connections.build());
        requests.setReadTimeout(properties.requestTimeout());
        this.http = RestClient.builder().requestFactory(requests).build();
    }

    /** Fetches the offers; throws an IOException or a RestClientException if the server gives no valid catalogue. */
    List<Offer> fetch() throws IOException {
        var body = http.get()
                .uri(properties.url().replaceAll("/$", "") + "/api/products")
                .headers(headers -> headers.setBasicAuth(client.id(), client.secret()))
                .accept(MediaType.APPLICATION_JSON)
                .exchange((request, response) -> body(response));
        List<Offer> offers = OFFERS.readValue(body);
        if (offers == null || !offers.stream().allMatch(offer -> offer != null && offer.isValid())) {
            throw new IOException(
                    "The response has an invalid product. Check that coincide.catalogue.url is the server's.");
        }
        return offers;
    }

    private byte[] body(ClientHttpResponse response) throws IOException {
        if (!response.getStatusCode().isSameCodeAs(HttpStatus.OK)) {
            throw new IOException("The server responded with status "
                    + response.getStatusCode().value() + ". Check coincide.catalogue.url, and the client's secret.");
        }
        int limit = (int) properties.maxSize().toBytes();
        var body = response.getBody().readNBytes(limit + 1);
        if (body.length > limit) {
            throw new IOException("The catalogue is larger than coincide.catalogue.max-size, " + limit
                    + " bytes. Raise the setting.");
        }
        return body;
    }
}
