package org.coincide.engine.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.Principal;
import java.util.List;
import org.coincide.engine.intake.ContractSchemas;
import org.coincide.engine.intake.DecisionResponses;
import org.coincide.engine.intake.RequestDispatcher;
import org.coincide.engine.journal.messages.RefusalReport.RefusalReason;
import org.coincide.engine.operations.log.OperatorActions;
import org.coincide.engine.operations.log.OperatorActions.Kind;
import org.coincide.engine.requests.CancellationDecisions;
import org.coincide.engine.requests.CancellationRequest;
import org.coincide.engine.requests.Decision;
import org.coincide.engine.trade.Actor;
import org.coincide.engine.trade.Reason;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/operations/trades/{tradingId}/cancellation}: cancels a trade of any client, for operators. */
@RestController
class TradeOperationsResource {

    private final ObjectMapper json;
    private final ContractSchemas contract;
    private final CancellationDecisions cancellations;
    private final OperatorActions actions;

    TradeOperationsResource(
            ObjectMapper json, ContractSchemas contract, CancellationDecisions cancellations, OperatorActions actions) {
        this.json = json;
        this.contract = contract;
        this.cancellations = cancellations;
        this.actions = actions;
    }

    @PostMapping(path = "/api/operations/trades/{tradingId}/cancellation", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> cancel(@PathVariable String tradingId, @RequestBody String body, Principal operator) {
        JsonNode data;
        try {
            data = json.readTree(body);
        } catch (JsonProcessingException broken) {
            return DecisionResponses.malformed(broken);
        }
        if (data instanceof ObjectNode object) {
            object.put("tradingId", tradingId);
        }
        List<RefusalReason> violations = contract.violations("cancellation", data);
        if (!violations.isEmpty()) {
            return DecisionResponses.invalid(violations.get(0));
        }
        Reason reason = RequestDispatcher.reason(data);
        Decision decision = cancellations.decide(
                new CancellationRequest(tradingId, reason, new Actor(Actor.Kind.OPERATOR, operator.getName())));
        actions.add(tradingId, Kind.CANCEL, operator.getName(), reason == null ? null : reason.text(), decision);
        return DecisionResponses.of(tradingId, decision);
    }
}
