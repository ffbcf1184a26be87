package org.coincide.engine.operations.cockpit;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.camunda.bpm.cockpit.plugin.resource.AbstractCockpitPluginResource;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;
import org.coincide.engine.operations.cockpit.Desk.Told;

/** A process instance's trade. The engine's own rights decide who may see the instance; who may not, sees no trade. */
public class TradeOfInstance extends AbstractCockpitPluginResource {

    private static final int LONGEST_TEXT = 1000;

    /** @param refused why it was not cancelled; null where it is */
    public record Cancelled(String refused) {}

    private final String processInstanceId;
    private final Desk desk;
    private final Cancelling cancelling;

    TradeOfInstance(String engineName, String processInstanceId, Desk desk, Cancelling cancelling) {
        super(engineName);
        this.processInstanceId = processInstanceId;
        this.desk = desk;
        this.cancelling = cancelling;
    }

    /** Its messages and warnings; empty where the instance is of no trade. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Told told() {
        String tradingId = tradingId();
        return tradingId == null ? new Told(null, null, List.of(), List.of()) : desk.told(tradingId);
    }

    /** Cancels the trade, with a text for the client; only who may change the instance may do that. */
    @POST
    @Path("cancellation")
    @Consumes(MediaType.TEXT_PLAIN)
    @Produces(MediaType.APPLICATION_JSON)
    public Cancelled cancel(String text) {
        UserAuthentication operator =
                (UserAuthentication) Authentications.getCurrent().getAuthenticationForProcessEngine(engineName);
        String tradingId = tradingId();
        if (tradingId == null || operator == null || !mayChange(operator)) {
            return new Cancelled("You may not change this process instance.");
        }
        String words = text == null || text.isBlank() ? null : text.strip();
        return new Cancelled(cancelling.cancel(
                tradingId,
                operator.getName(),
                words == null ? null : words.substring(0, Math.min(words.length(), LONGEST_TEXT))));
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
        ProcessInstance instance = getProcessEngine()
                .getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceId(processInstanceId)
                .singleResult();
        return instance == null ? null : instance.getBusinessKey();
    }
}
