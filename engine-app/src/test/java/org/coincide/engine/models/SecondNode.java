package org.coincide.engine.models;

import java.time.Duration;
import java.time.Instant;
import org.springframework.context.ApplicationContext;

/** Another node on the same database and folder, as far as models are concerned. */
public final class SecondNode {

    private final ModelUpdater updater;

    /** Creates the node from the beans of this context. */
    public SecondNode(ApplicationContext node) {
        ModelProperties properties = node.getBean(ModelProperties.class);
        this.updater = new ModelUpdater(
                node.getBean(ModelDeployment.class),
                new ModelProperties(properties.location(), properties.poll(), Duration.ZERO, properties.check()),
                node.getBean(ModelCheck.class));
        updater.deployAtStartup();
    }

    /** Polls the folder once. */
    public void poll(Instant now) {
        updater.poll(now);
    }
}
