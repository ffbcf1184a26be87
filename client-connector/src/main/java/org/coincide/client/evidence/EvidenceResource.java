package org.coincide.client.evidence;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** REST resource of evidence files: {@code /api/evidence}. */
@RestController
class EvidenceResource {

    private final EvidenceExport export;

    EvidenceResource(EvidenceExport export) {
        this.export = export;
    }

    @GetMapping(path = "/api/evidence", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<StreamingResponseBody> all() {
        return EvidenceResource.<StreamingResponseBody>download("evidence.json", export::writeAll);
    }

    @GetMapping(path = "/api/evidence/{tradingId}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> one(@PathVariable String tradingId) throws IOException {
        var file = new ByteArrayOutputStream();
        if (!export.writeTrade(tradingId, file)) {
            throw new ResponseStatusException(
                    HttpStatus.NOT_FOUND, "The ledger does not contain trade " + tradingId + ". Check the tradingId.");
        }
        return download("evidence-" + tradingId + ".json", file.toByteArray());
    }

    private static <T> ResponseEntity<T> download(String name, T body) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .body(body);
    }
}
