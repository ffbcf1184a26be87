package org.coincide.client.integrity;

import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.coincide.client.catalogue.ServerRequests;
import org.coincide.client.contract.Json;
import org.coincide.client.ledger.LedgerHead;
import org.coincide.client.signatures.SignedMessageReader;
import org.coincide.client.signatures.SigningKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/**
 * The head of the ledger in this client's last receipt at the server. It shows a cut or recomputed ledger also if everything on this
 * machine was changed. Only a receipt that this client's present key has signed counts, so a server cannot invent one.
 */
@Component
class ServerReceipt {

    private static final Logger LOG = LoggerFactory.getLogger(ServerReceipt.class);
    private static final int MAX_SIZE = 1 << 20;
    private static final MediaType RECEIPT = new MediaType("application", "cloudevents+json");

    private final ServerRequests server;
    private final SigningKey key;

    ServerReceipt(ServerRequests server, SigningKey key) {
        this.server = server;
        this.key = key;
    }

    private record Received(String body, String signature) {}

    /** Returns the head; empty if the server is not reachable, or has no receipt that this client has signed. */
    Optional<LedgerHead> last() {
        if (!server.isEnabled()) {
            return Optional.empty();
        }
        try {
            return server.get("/api/receipts/last", RECEIPT, (request, response) -> read(response))
                    .filter(this::isOwn)
                    .flatMap(ServerReceipt::head);
        } catch (RestClientException unreachable) {
            LOG.info("The ledger is not compared with the receipt at the server: {}", unreachable.toString());
            return Optional.empty();
        }
    }

    private static Optional<Received> read(ClientHttpResponse response) throws IOException {
        if (!response.getStatusCode().isSameCodeAs(HttpStatus.OK)) {
            return Optional.empty();
        }
        var body = new String(response.getBody().readNBytes(MAX_SIZE), StandardCharsets.UTF_8);
        return Optional.of(new Received(body, response.getHeaders().getFirst("Signature-JWS")));
    }

    private boolean isOwn(Received receipt) {
        return receipt.signature() != null
                && SignedMessageReader.isIntact(receipt.body(), receipt.signature())
                && key.publicKey().id().equals(SignedMessageReader.keyId(receipt.signature()));
    }

    private static Optional<LedgerHead> head(Received receipt) {
        try {
            var ledger = Json.STRICT.readTree(receipt.body()).at("/data/ledger");
            return ledger.isObject()
                    ? Optional.of(new LedgerHead(
                            ledger.path("entries").asLong(), ledger.path("head").asText()))
                    : Optional.empty();
        } catch (JacksonException noJson) {
            return Optional.empty();
        }
    }
}
