package org.coincide.engine.operations.cockpit;

import jakarta.servlet.ServletContext;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import org.camunda.bpm.cockpit.plugin.resource.AbstractCockpitPluginRootResource;
import org.springframework.context.ApplicationContext;
import org.springframework.web.context.support.WebApplicationContextUtils;

/** Where the plugin's page asks; public, because Cockpit's own server makes it. */
@Path("plugin/" + TradePlugin.ID)
public class TradePluginRoot extends AbstractCockpitPluginRootResource {

    @Context
    private ServletContext servlet;

    public TradePluginRoot() {
        super(TradePlugin.ID);
    }

    /** What there is to know of the trade of a process instance. */
    @Path("{engineName}/trade/{processInstanceId}")
    public TradeOfInstance trade(
            @PathParam("engineName") String engineName, @PathParam("processInstanceId") String processInstanceId) {
        ApplicationContext beans = WebApplicationContextUtils.getRequiredWebApplicationContext(servlet);
        return subResource(
                new TradeOfInstance(
                        engineName, processInstanceId, beans.getBean(Desk.class), beans.getBean(Cancelling.class)),
                engineName);
    }
}
