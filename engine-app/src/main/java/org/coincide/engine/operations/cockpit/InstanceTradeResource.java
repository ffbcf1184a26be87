package org.coincide.engine.operations.cockpit;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.camunda.bpm.cockpit.plugin.resource.AbstractCockpitPluginResource;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;
import org.coincide.engine.operations.cockpit.TradeSummaries.TradeSummary;
import org.coincide.engine.operations.log.OperatorActions;
import org.coincide.engine.requests.CancellationDecisions;
import org.coincide.engine.requests.CancellationRequest;
import org.coincide.engine.requests.Decision;
import org.coincide.engine.trade.Actor;
import org.coincide.engine.trade.Reason;

/**
 * The trade of a process instance. The engine's authorizations decide who sees the instance; a user without access to the instance
 * gets no trade.
 */
public class InstanceTradeResource extends AbstractCockpitPluginResource {

    private static final String REASON = "CANCELLED_BY_OPERATOR";

    /**
     * Outcome of a cancellation.
     *
     * @param refused text of the refusal; null if the cancellation was accepted
     */
    public record Cancelled(String refused) {}

    private final String processInstanceId;
    private final TradeSummaries summaries;
    private final CancellationDecisions cancellations;
    private final OperatorActions actions;

    InstanceTradeResource(
            String engineName,
            String processInstanceId,
            TradeSummaries summaries,
            CancellationDecisions cancellations,
            OperatorActions actions) {
        super(engineName);
        this.processInstanceId = processInstanceId;
        this.summaries = summaries;
        this.cancellations = cancellations;
        this.actions = actions;
    }

    /** The messages and warnings of the trade; empty if the instance belongs to no trade. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public TradeSummary summary() {
        String tradingId = tradingId();
        return tradingId == null ? TradeSummary.NONE : summaries.of(tradingId);
    }

    /** Cancels the trade, with a text for the client. Requires the permission to update the instance. */
    @POST
    @Path("cancellation")
    @Consumes(MediaType.TEXT_PLAIN)
    @Produces(MediaType.APPLICATION_JSON)
    public Cancelled cancel(String text) {
        UserAuthentication operator =
                (UserAuthentication) Authentications.getCurrent().getAuthenticationForProcessEngine(engineName);
        if (text == null || text.isBlank()) {
            return new Cancelled("Enter a reason.");
        }
        ProcessInstance instance = instance();
        if (instance == null) {
            return new Cancelled(
                    "The process has ended, or you have no permission to see it. Show the whole trade for its state.");
        }
        String tradingId = instance.getBusinessKey();
        if (tradingId == null || operator == null || !mayChange(operator)) {
            return new Cancelled(
                    "You do not have the permission to update this process instance. Ask an administrator for it.");
        }
        if (instance.isSuspended()) {
            return new Cancelled("The process is paused. Continue it first, or cancel the trade on its page.");
        }
        Decision decision = cancellations.decide(new CancellationRequest(
                tradingId, new Reason(REASON, text.strip()), new Actor(Actor.Kind.OPERATOR, operator.getName())));
        actions.add(tradingId, OperatorActions.Kind.CANCEL, operator.getName(), text, decision);
        return new Cancelled(decision instanceof Decision.Refused refused ? refused.text() : null);
    }

    private boolean mayChange(UserAuthentication operator) {
        return getProcessEngine()
                .getAuthorizationService()
                .isUserAuthorized(
                        operator.getName(),
                        operator.getGroupIds(),
                        Permissions.UPDATE,
                        Resources.PROCESS_INSTANCE,
                        processInstanceId);
    }

    private String tradingId() {
        ProcessInstance instance = instance();
        return instance == null ? null : instance.getBusinessKey();
    }

    /** Returns the instance; null if it has ended, or if the user may not read it. */
    private ProcessInstance instance() {
        return getProcessEngine()
                .getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceId(processInstanceId)
                .singleResult();
    }
}
