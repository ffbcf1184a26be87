package org.coincide.engine.broker.external;

import jakarta.jms.JMSException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.coincide.engine.startup.StartupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Refuses an external broker by which one client could read another's messages or order in another's name. The check runs before the
 * listeners start. If the broker is unreachable then, the check runs as soon as the broker is reachable, and a refusal stops the server.
 */
class ExternalBrokerCheck implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ExternalBrokerCheck.class);
    private static final int BEFORE_THE_LISTENERS = 0;
    private static final String REMEDY =
            "Configure the broker as the command java -jar engine-app.jar broker-configuration prints, or"
                    + " add what its activemq.xml has and the broker lacks (docs/operations/database-and-broker.md).";

    private final Supplier<BrokerProbes> probes;
    private final ConfigurableApplicationContext server;
    private volatile boolean started;
    private volatile boolean checked;

    ExternalBrokerCheck(Supplier<BrokerProbes> probes, ConfigurableApplicationContext server) {
        this.probes = probes;
        this.server = server;
    }

    @Override
    public void start() {
        check();
        started = true;
    }

    /** Repeats the check until the broker was reachable once. */
    @Scheduled(fixedDelay = 5, initialDelay = 5, timeUnit = TimeUnit.SECONDS)
    void checkLater() {
        if (!started || checked) {
            return;
        }
        try {
            check();
        } catch (StartupException refusal) {
            LOG.error("{} {} The server stops.", refusal.getMessage(), refusal.action());
            new Thread(server::close, "refused-broker").start();
        }
    }

    private void check() {
        try {
            List<String> faults = probes.get().faults();
            checked = true;
            if (!faults.isEmpty()) {
                throw new StartupException(
                        "The external broker is not safe for several clients:\n\n  - " + String.join("\n  - ", faults),
                        REMEDY);
            }
        } catch (JMSException unreachable) {
            LOG.warn("The external broker cannot be checked yet: {}", unreachable.getMessage());
        }
    }

    @Override
    public void stop() {
        started = false;
    }

    @Override
    public boolean isRunning() {
        return started;
    }

    @Override
    public int getPhase() {
        return BEFORE_THE_LISTENERS;
    }
}
