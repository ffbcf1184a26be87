package org.coincide.engine.models;

import java.time.Duration;
import java.time.Instant;
import org.springframework.context.ApplicationContext;

/** Another node on the same database and the same folder, as far as models go. */
public final class SecondNode {

    private final ModelUpdater desk;

    /** As the server in this context would start once more. */
    public SecondNode(ApplicationContext node) {
        ModelProperties settings = node.getBean(ModelProperties.class);
        this.desk = new ModelUpdater(
                node.getBean(ModelDeployment.class),
                new ModelProperties(settings.location(), settings.poll(), Duration.ZERO, settings.mostStates()),
                node.getBean(ModelCheck.class));
        desk.open();
    }

    /** Looks into the folder once, and takes what lies there. */
    public void look(Instant now) {
        desk.look(now);
    }
}
