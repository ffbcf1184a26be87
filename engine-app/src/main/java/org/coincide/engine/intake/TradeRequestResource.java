package org.coincide.engine.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.coincide.engine.accounts.ClientAccounts;
import org.coincide.engine.intake.ReceivedMessage.Signatures;
import org.coincide.engine.journal.messages.RefusalReport.RefusalReason;
import org.coincide.engine.signatures.ClientSignatures;
import org.coincide.engine.trade.Identifiers;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/trades/{tradingId}/cancellation}, {@code …/return}, {@code …/amendment}: requests of clients by HTTP. */
@RestController
class TradeRequestResource {

    private final ObjectMapper json;
    private final ContractSchemas contract;
    private final RequestDispatcher dispatcher;
    private final ClientAccounts clients;
    private final Identifiers identifiers;
    private final ClientSignatures clientSignatures;

    TradeRequestResource(
            ObjectMapper json,
            ContractSchemas contract,
            RequestDispatcher dispatcher,
            ClientAccounts clients,
            Identifiers identifiers,
            ClientSignatures clientSignatures) {
        this.clientSignatures = clientSignatures;
        this.json = json;
        this.contract = contract;
        this.dispatcher = dispatcher;
        this.clients = clients;
        this.identifiers = identifiers;
    }

    @PostMapping(
            path = "/api/trades/{tradingId}/{request:cancellation|return|amendment}",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> decide(
            @PathVariable String tradingId,
            @PathVariable String request,
            @RequestBody String body,
            @RequestHeader(name = "Signature-JWS", required = false) String signature,
            @RequestHeader(name = "Order-Signature", required = false) String orderSignature,
            Principal client) {
        Optional<String> unsigned = clientSignatures.violation(client.getName(), body, signature);
        if (unsigned.isPresent()) {
            return DecisionResponses.invalid(new RefusalReason(OrderReader.BAD_SIGNATURE, unsigned.get(), null));
        }
        JsonNode data;
        try {
            data = json.readTree(body);
        } catch (JsonProcessingException broken) {
            return DecisionResponses.malformed(broken);
        }
        if (data instanceof ObjectNode object && !object.has("tradingId")) {
            object.put("tradingId", tradingId);
        }
        List<RefusalReason> violations = contract.violations(request, data);
        if (!violations.isEmpty()) {
            return DecisionResponses.invalid(violations.get(0));
        }
        if (!data.path("tradingId").asText().equals(tradingId)) {
            return DecisionResponses.invalid(new RefusalReason(
                    "SCHEMA_INVALID",
                    "The tradingId differs from the trade of the path. Send the same tradingId, or omit it.",
                    "/tradingId"));
        }
        return DecisionResponses.of(
                tradingId,
                dispatcher.decide(
                        clients.find(client.getName()).orElseThrow(),
                        ClientRequest.named(request),
                        data,
                        identifiers.next(),
                        new Signatures(signature, orderSignature)));
    }
}
