package org.coincide.engine.models;

import java.time.Duration;
import java.time.Instant;
import org.springframework.context.ApplicationContext;

/** Another node on the same database and the same folder, as far as models go. */
public final class SecondNode {

    private final ModelUpdater updater;

    /** As the server in this context would start once more. */
    public SecondNode(ApplicationContext node) {
        ModelProperties settings = node.getBean(ModelProperties.class);
        this.updater = new ModelUpdater(
                node.getBean(ModelDeployment.class),
                new ModelProperties(settings.location(), settings.poll(), Duration.ZERO, settings.maxStates()),
                node.getBean(ModelCheck.class));
        updater.deployAtStartup();
    }

    /** Looks into the folder once, and takes what lies there. */
    public void poll(Instant now) {
        updater.poll(now);
    }
}
