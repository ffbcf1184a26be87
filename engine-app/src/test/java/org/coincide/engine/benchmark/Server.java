package org.coincide.engine.benchmark;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.spring.boot.starter.rest.CamundaBpmRestJerseyAutoConfiguration;
import org.coincide.engine.EngineApplication;
import org.coincide.engine.accounts.AccountSecrets;
import org.coincide.engine.broker.EmbeddedBroker;
import org.coincide.engine.support.Database;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** A server of one variant on a database of its own. The server rests until its turn. */
final class Server implements AutoCloseable {

    static final String CLIENT = "acme";
    private static final int MOST_AT_ONCE = 200;

    /** Settings that make all partners answer immediately, so that only the server is measured. */
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("server.port", "0"),
            Map.entry("management.server.port", "0"),
            Map.entry("camunda.bpm.generate-unique-process-engine-name", "true"),
            Map.entry("coincide.broker.port", "0"),
            Map.entry("coincide.broker.quota.pending", "1000000"),
            Map.entry("coincide.broker.quota.rate", "1000000"),
            Map.entry("coincide.broker.quota.unread", "1000000"),
            Map.entry("coincide.broker.quota.unread-size", "2GB"),
            // The key that the benchmark of the client pins.
            Map.entry(
                    "coincide.signatures.key",
                    "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"d\":\"" + "server00".repeat(5) + "ser\"}"),
            Map.entry("coincide.simulation.enabled", "true"),
            Map.entry("coincide.simulation.carrier.delivered-after", "0ms"),
            Map.entry("coincide.simulation.carrier.poll", "20ms"),
            Map.entry("coincide.simulation.payment.invoice-paid-after", "0ms"),
            Map.entry("coincide.simulation.payment.poll", "20ms"),
            Map.entry("coincide.polling.longest-pause", "1m"),
            // The end of a server with Cockpit ends the Cockpit of all other servers of this JVM.
            Map.entry("camunda.bpm.webapp.enabled", "false"),
            Map.entry("spring.main.banner-mode", "off"));

    private final ConfigurableApplicationContext context;

    private Server(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static Server start(Variant variant, Database database, Class<?>... more) {
        return start(variant, database, Map.of(), more);
    }

    static Server start(Variant variant, Database database, Map<String, String> settings, Class<?>... more) {
        Map<String, String> all = new TreeMap<>(SETTINGS);
        all.putAll(variant.properties());
        all.putAll(settings);
        List<String> arguments = new ArrayList<>();
        all.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        arguments.add("--spring.datasource.url=" + database.url());
        arguments.add("--spring.datasource.username=" + database.username());
        arguments.add("--spring.datasource.password=" + database.password());
        arguments.add("--coincide.data-directory="
                + Path.of("target", "benchmark", UUID.randomUUID().toString()));
        Server server = new Server(new SpringApplicationBuilder(EngineApplication.class)
                .sources(WithoutEngineRest.class)
                .sources(variant.parts())
                .sources(more)
                .run(arguments.toArray(String[]::new)));
        server.rest();
        return server;
    }

    /** The end of a server with the engine's REST API ends waiting requests for tasks at all other servers of this JVM, for ever. */
    @EnableAutoConfiguration(exclude = CamundaBpmRestJerseyAutoConfiguration.class)
    private static final class WithoutEngineRest {}

    void rest() {
        bean(JobExecutor.class).shutdown();
        bean(ThreadPoolTaskScheduler.class).stop();
    }

    void work() {
        bean(JobExecutor.class).start();
        bean(ThreadPoolTaskScheduler.class).start();
    }

    /** A client with the largest batches that are allowed. */
    CountingClient client() {
        return new CountingClient(broker(), CLIENT, secret(), MOST_AT_ONCE);
    }

    URI broker() {
        return bean(EmbeddedBroker.class).address();
    }

    /** The address of the server's HTTP interface. */
    URI http() {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"));
    }

    String secret() {
        return bean(AccountSecrets.class).ofClient(CLIENT);
    }

    JdbcClient jdbc() {
        return bean(JdbcClient.class);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    @Override
    public void close() {
        context.close();
    }
}
