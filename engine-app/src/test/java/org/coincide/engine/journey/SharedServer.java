package org.coincide.engine.journey;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.coincide.engine.simulation.PausingProvider;
import org.coincide.engine.support.PostRecorder;
import org.coincide.engine.support.SharedSqlPlugin;
import org.coincide.engine.support.SignedWebhook;
import org.coincide.engine.support.VerifiedDeclarationsPlugin;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/** The whole server, shared by all journey tests of a database. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "camunda.bpm.generate-unique-process-engine-name=true",
            "coincide.broker.port=0",
            "coincide.broker.quota.unread=300",
            "coincide.broker.quota.unread-for=1s",
            "coincide.broker.warning.age=2s",
            "management.server.port=0",
            "coincide.delivery.pieces-per-consignment=300",
            "coincide.migration.at-most=10",
            "coincide.payment.refund-poll=200ms",
            "coincide.processes.poll=200ms",
            "coincide.processes.settle=200ms",
            "coincide.reconciliation.poll=1s",
            "coincide.simulation.carrier.delivered-after=100ms",
            "coincide.simulation.carrier.poll=50ms",
            "coincide.simulation.payment.confirmed-after=100ms",
            "coincide.simulation.payment.invoice-paid-after=100ms",
            "coincide.simulation.payment.poll=50ms",
            "coincide.simulation.payment.reported-after=100ms"
        })
@Import({
    PausingProvider.InFront.class,
    PostRecorder.class,
    SharedSqlPlugin.class,
    SignedWebhook.class,
    StuckMessageTrigger.class,
    VerifiedDeclarationsPlugin.class
})
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface SharedServer {}
