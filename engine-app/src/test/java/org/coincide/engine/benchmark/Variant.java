package org.coincide.engine.benchmark;

import jakarta.jms.ConnectionFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.aopalliance.intercept.MethodInterceptor;
import org.coincide.engine.benchmark.Publication.Outgoing;
import org.coincide.engine.delivery.consignments.Consignments;
import org.coincide.engine.journal.ComparedPublication;
import org.coincide.engine.journal.DisabledPublication;
import org.springframework.aop.Advisor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.NameMatchMethodPointcut;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.modulith.events.EventExternalizationConfiguration;
import org.springframework.modulith.events.RoutingTarget;
import org.springframework.modulith.events.support.DelegatingEventExternalizer;

/** The ways to publish that the benchmark compares. */
public enum Variant {
    /**
     * The engine alone, without messages, journal and relay. The costs of publishing are measured against this
     * variant.
     */
    ENGINE(Map.of("coincide.relay.poll", "1h"), DisabledPublication.class, NothingToReport.class),

    /** The server as it is. */
    COINCIDE(Map.of()),

    /** A JmsTemplate send inside the listener: in the engine's transaction in time, not in effect. */
    JMS_TEMPLATE(Map.of("coincide.relay.poll", "1h"), ComparedPublication.class, SendInside.class),

    /**
     * Spring Modulith's event publication registry with a JMS send behind its externalizer, on an executor of its own, not
     * the engine's. Completed events are deleted, which keeps its table small: kept, they make it slower from round to round.
     */
    MODULITH(
            Map.of(
                    "coincide.relay.poll", "1h",
                    "spring.autoconfigure.exclude", "",
                    "spring.task.execution.mode", "force",
                    "spring.modulith.events.completion-mode", "delete",
                    "spring.modulith.events.jdbc.schema-initialization.enabled", "true"),
            ComparedPublication.class,
            Externalized.class);

    private final Map<String, String> properties;
    private final Class<?>[] parts;

    Variant(Map<String, String> properties, Class<?>... parts) {
        this.properties = properties;
        this.parts = parts;
    }

    Map<String, String> properties() {
        return properties;
    }

    Class<?>[] parts() {
        return parts.clone();
    }

    /** Omits the statement about the progress of consignments, because that statement is a cost of publishing. */
    static class NothingToReport {

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static Advisor withoutReports() {
            NameMatchMethodPointcut reports = new NameMatchMethodPointcut();
            reports.setMappedName("reportsOf");
            reports.setClassFilter(Consignments.class::isAssignableFrom);
            MethodInterceptor none = call -> List.of();
            return new DefaultPointcutAdvisor(reports, none);
        }
    }

    static class SendInside {

        @Bean
        Publication publication(ConnectionFactory connections) {
            JmsTemplate jms = new JmsTemplate(connections);
            return message -> send(jms, message);
        }
    }

    static class Externalized {

        @Bean
        Publication publication(ApplicationEventPublisher events) {
            return events::publishEvent;
        }

        @Bean
        EventExternalizationConfiguration externalization() {
            return EventExternalizationConfiguration.externalizing()
                    .select(Outgoing.class::isInstance)
                    .route(Outgoing.class, message -> RoutingTarget.forTarget(queueOf(message))
                            .andKey(message.tradingId()))
                    .build();
        }

        @Bean
        DelegatingEventExternalizer externalizer(
                EventExternalizationConfiguration externalization, ConnectionFactory connections) {
            JmsTemplate jms = new JmsTemplate(connections);
            return new DelegatingEventExternalizer(externalization, (target, message) -> {
                send(jms, (Outgoing) message);
                return CompletableFuture.completedFuture(null);
            });
        }
    }

    private static String queueOf(Outgoing message) {
        return "trading.client." + message.clientId();
    }

    private static void send(JmsTemplate jms, Outgoing message) {
        jms.send(queueOf(message), message::in);
    }
}
