package org.coincide.engine.models;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.coincide.engine.sandbox.ModelParser;
import org.coincide.processes.checker.ModelChecker;
import org.coincide.processes.server.DelegateDeclaration;
import org.coincide.processes.server.ServerInterface;
import org.springframework.context.ApplicationContext;

/** Another node on the same database and folder, as far as models are concerned. */
public final class SecondNode {

    private final ModelUpdater updater;

    /** Creates the node from the beans of this context. */
    public SecondNode(ApplicationContext node) {
        this(node, node.getBean(ModelCheck.class));
    }

    /** A node whose settings declare these topics of external tasks. */
    public static SecondNode with(Map<String, DelegateDeclaration> topics, ApplicationContext node) {
        ModelProperties properties = node.getBean(ModelProperties.class);
        ServerInterface declared = node.getBean(ModelChecker.class).server().withTopics(topics);
        return new SecondNode(
                node,
                new ModelCheck(
                        new ModelChecker(properties.check().limits(), declared), node.getBean(ModelParser.class)));
    }

    private SecondNode(ApplicationContext node, ModelCheck check) {
        ModelProperties properties = node.getBean(ModelProperties.class);
        this.updater = new ModelUpdater(
                node.getBean(ModelDeployment.class),
                new ModelProperties(properties.location(), properties.poll(), Duration.ZERO, properties.check()),
                check);
        updater.deployAtStartup();
    }

    /** Returns the reasons for which the models are refused. */
    public List<String> refusals() {
        return updater.refused().stream().map(ModelObjection::reason).toList();
    }

    /** Returns whether the node has checked the models since its start. */
    public boolean hasChecked() {
        return updater.lastCheck().isPresent();
    }

    /** Polls the folder once. */
    public void poll(Instant now) {
        updater.poll(now);
    }
}
