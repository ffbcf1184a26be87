package org.coincide.engine.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.coincide.engine.sandbox.ProbeDelegate;
import org.coincide.engine.simulation.PausingProvider;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.PostRecorder;
import org.coincide.engine.support.SharedSqlPlugin;
import org.coincide.engine.support.VerifiedDeclarationsPlugin;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/**
 * The server as it is, on a port, with people in its groups and its warehouse, and with a small API and a delegate to try it
 * with. All its tests share one. Camunda's pages and engine-rest find their engine by its name, in all of the JVM: this one has
 * the name {@code default}, all others have names of their own.
 */
@OnHsqldb(lane = "WholeServer")
@AutoConfigureObservability(tracing = false)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "coincide.delivery.warehouse=MANUAL",
            "coincide.people.wanda=warehouse",
            "coincide.people.otto=order-desk,order-desk-lead",
            "coincide.people.ada=accounting",
            "coincide.processes.poll=200ms",
            "coincide.processes.settle=200ms",
            "coincide.simulation.carrier.delivered-after=100ms",
            "coincide.simulation.carrier.poll=50ms"
        })
@Import({
    PausingProvider.InFront.class,
    PostRecorder.class,
    SharedSqlPlugin.class,
    VerifiedDeclarationsPlugin.class,
    ProbeResource.class,
    ProbeDelegate.class
})
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface WholeServer {}
