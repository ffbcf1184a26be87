package org.coincide.engine.statements;

import java.nio.charset.StandardCharsets;
import java.security.Principal;
import org.coincide.engine.statements.Receipts.StoredReceipt;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * {@code GET /api/receipts/last}: the client's last receipt, byte for byte as received. Its ledger's head is then stored in two
 * organizations, and a client can see whether its ledger was cut or changed since.
 */
@RestController
class ReceiptResource {

    private static final String CLOUD_EVENT = "application/cloudevents+json";

    private final Receipts receipts;

    ReceiptResource(Receipts receipts) {
        this.receipts = receipts;
    }

    @GetMapping(path = "/api/receipts/last", produces = CLOUD_EVENT)
    ResponseEntity<byte[]> last(Principal client) {
        StoredReceipt last = receipts.last(client.getName())
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND,
                        "This client has not sent a receipt. A receipt replies to each statement."));
        ResponseEntity.BodyBuilder response = ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(CLOUD_EVENT))
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (last.signature() != null) {
            response.header("Signature-JWS", last.signature());
        }
        return response.body(last.body().getBytes(StandardCharsets.UTF_8));
    }
}
