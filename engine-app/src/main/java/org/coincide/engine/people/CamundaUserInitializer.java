package org.coincide.engine.people;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.coincide.engine.accounts.AccountSecrets;
import org.coincide.engine.accounts.CoincideProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Creates the configured users and groups before the web server starts. */
@Component
class CamundaUserInitializer implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(CamundaUserInitializer.class);

    private final WorkGroups groups;
    private final CamundaUsers people;
    private final TransactionOperations transaction;
    private final List<Person> configured;
    private volatile boolean running;

    CamundaUserInitializer(
            WorkGroups groups,
            CamundaUsers people,
            TransactionOperations transaction,
            CoincideProperties properties,
            AccountSecrets secrets) {
        this.groups = groups;
        this.people = people;
        this.transaction = transaction;
        this.configured = properties.people().entrySet().stream()
                .map(person -> new Person(person.getKey(), secrets.ofPerson(person.getKey()), person.getValue()))
                .toList();
    }

    /** Creates the users. Retries once after a failure, because another node may be creating the same users concurrently. */
    @Override
    public void start() {
        try {
            provide();
        } catch (RuntimeException conflict) {
            LOG.info(
                    "Creating the configured users failed, possibly because another node created them. Retrying. Cause: {}",
                    conflict.toString());
            provide();
        }
        running = true;
    }

    private void provide() {
        Collection<String> groupIds = new TreeSet<>();
        configured.forEach(person -> groupIds.addAll(person.groups()));
        transaction.executeWithoutResult(status -> {
            groups.provide(groupIds);
            people.provide(configured);
        });
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the deployment of the models, which creates their groups; before broker, listeners and web server. */
    @Override
    public int getPhase() {
        return 0;
    }
}
