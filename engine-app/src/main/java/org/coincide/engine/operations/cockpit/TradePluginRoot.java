package org.coincide.engine.operations.cockpit;

import jakarta.servlet.ServletContext;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import org.camunda.bpm.cockpit.plugin.resource.AbstractCockpitPluginRootResource;
import org.coincide.engine.operations.log.OperatorActions;
import org.coincide.engine.requests.CancellationDecisions;
import org.springframework.context.ApplicationContext;
import org.springframework.web.context.support.WebApplicationContextUtils;

/** The root resource of the plugin's REST API; public, because Cockpit instantiates it. */
@Path("plugin/" + TradePlugin.ID)
public class TradePluginRoot extends AbstractCockpitPluginRootResource {

    @Context
    private ServletContext servlet;

    public TradePluginRoot() {
        super(TradePlugin.ID);
    }

    /** The resource of the trade of a process instance. */
    @Path("{engineName}/trade/{processInstanceId}")
    public InstanceTradeResource trade(
            @PathParam("engineName") String engineName, @PathParam("processInstanceId") String processInstanceId) {
        ApplicationContext beans = WebApplicationContextUtils.getRequiredWebApplicationContext(servlet);
        return subResource(
                new InstanceTradeResource(
                        engineName,
                        processInstanceId,
                        beans.getBean(TradeSummaries.class),
                        beans.getBean(CancellationDecisions.class),
                        beans.getBean(OperatorActions.class)),
                engineName);
    }
}
