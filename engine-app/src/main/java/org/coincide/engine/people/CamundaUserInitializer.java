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

/** Lets in the people of the settings, before anybody can knock. */
@Component
class CamundaUserInitializer implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(CamundaUserInitializer.class);

    private final WorkGroups groups;
    private final CamundaUsers people;
    private final TransactionOperations transaction;
    private final List<Person> wanted;
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
        this.wanted = properties.people().entrySet().stream()
                .map(person -> new Person(person.getKey(), secrets.ofPerson(person.getKey()), person.getValue()))
                .toList();
    }

    /** A second time where the first one failed: another node may start at this moment and make the same. */
    @Override
    public void start() {
        try {
            provide();
        } catch (RuntimeException madeByAnother) {
            LOG.info("Users and groups were changed concurrently; checking them again: {}", madeByAnother.toString());
            provide();
        }
        running = true;
    }

    private void provide() {
        Collection<String> named = new TreeSet<>();
        wanted.forEach(person -> named.addAll(person.groups()));
        transaction.executeWithoutResult(status -> {
            groups.provide(named);
            people.provide(wanted);
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

    /** After the models, which bring the groups; before broker, listeners and web server. */
    @Override
    public int getPhase() {
        return 0;
    }
}
