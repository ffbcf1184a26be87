package org.coincide.engine.operations.cockpit;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.camunda.bpm.cockpit.plugin.resource.AbstractCockpitPluginResource;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.coincide.engine.operations.cockpit.Desk.Told;

/** A process instance's trade. The engine's own rights decide who may see the instance; who may not, sees no trade. */
public class TradeOfInstance extends AbstractCockpitPluginResource {

    private final String processInstanceId;
    private final Desk desk;

    TradeOfInstance(String engineName, String processInstanceId, Desk desk) {
        super(engineName);
        this.processInstanceId = processInstanceId;
        this.desk = desk;
    }

    /** Its messages and warnings; empty where the instance is of no trade. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Told told() {
        ProcessInstance instance = getProcessEngine()
                .getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceId(processInstanceId)
                .singleResult();
        return instance == null || instance.getBusinessKey() == null
                ? new Told(null, null, List.of(), List.of())
                : desk.told(instance.getBusinessKey());
    }
}
