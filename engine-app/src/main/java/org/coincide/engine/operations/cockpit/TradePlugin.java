package org.coincide.engine.operations.cockpit;

import java.util.Set;
import org.camunda.bpm.cockpit.plugin.spi.impl.AbstractCockpitPlugin;

/** The Cockpit plugin; public, with a constructor without arguments, because Cockpit instantiates it. */
public class TradePlugin extends AbstractCockpitPlugin {

    static final String ID = "coincide";

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public Set<Class<?>> getResourceClasses() {
        return Set.of(TradePluginRoot.class);
    }
}
