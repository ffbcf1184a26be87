package org.coincide.engine.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.Principal;
import java.util.List;
import org.coincide.engine.accounts.ClientAccounts;
import org.coincide.engine.journal.RefusalReport.Because;
import org.coincide.engine.trade.Identifiers;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/trades/{tradingId}/cancellation}, {@code …/return}, {@code …/amendment}: a client's wish by HTTP. */
@RestController
class TradeRequestResource {

    private final ObjectMapper json;
    private final ContractSchemas contract;
    private final RequestDispatcher desks;
    private final ClientAccounts clients;
    private final Identifiers identifiers;

    TradeRequestResource(
            ObjectMapper json,
            ContractSchemas contract,
            RequestDispatcher desks,
            ClientAccounts clients,
            Identifiers identifiers) {
        this.json = json;
        this.contract = contract;
        this.desks = desks;
        this.clients = clients;
        this.identifiers = identifiers;
    }

    @PostMapping(
            path = "/api/trades/{tradingId}/{wish:cancellation|return|amendment}",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> ask(
            @PathVariable String tradingId, @PathVariable String wish, @RequestBody String body, Principal client) {
        JsonNode data;
        try {
            data = json.readTree(body);
        } catch (JsonProcessingException broken) {
            return DecisionResponses.malformed(broken);
        }
        if (data instanceof ObjectNode object && !object.has("tradingId")) {
            object.put("tradingId", tradingId);
        }
        List<Because> breaches = contract.breaches(wish, data);
        if (!breaches.isEmpty()) {
            return DecisionResponses.invalid(breaches.get(0));
        }
        if (!data.path("tradingId").asText().equals(tradingId)) {
            return DecisionResponses.invalid(
                    new Because("SCHEMA_INVALID", "The path names another trade.", "/tradingId"));
        }
        return DecisionResponses.of(
                tradingId,
                desks.decide(
                        clients.find(client.getName()).orElseThrow(),
                        ClientRequest.named(wish),
                        data,
                        identifiers.next()));
    }
}
