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
 * The whole server with a manual warehouse, people in its groups, and test endpoints and delegates. All its tests
 * share one server. Camunda's web applications and engine-rest find their engine by its name, per JVM: only this
 * server's engine has the name {@code default}.
 */
@OnHsqldb(lane = "WholeServer")
@AutoConfigureObservability(tracing = false)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "coincide.delivery.warehouse=MANUAL",
            "coincide.http.body-time=5s",
            "coincide.input.concurrent-requests=200",
            "coincide.login.attempts=200",
            "coincide.login.first-delay=1s",
            "coincide.monitoring.interval=500ms",
            "coincide.oidc.operators=coincide-operators",
            "coincide.people.wanda=warehouse",
            "coincide.people.otto=order-desk,order-desk-lead",
            "coincide.people.ada=accounting",
            "coincide.processes.poll=200ms",
            "coincide.external-tasks.topics.credit-check.outcomes=creditGood=true,creditGood=false",
            "coincide.external-tasks.topics.label-print.outcomes=labelPrinted",
            "coincide.processes.settle=200ms",
            "coincide.simulation.carrier.delivered-after=100ms",
            "coincide.simulation.carrier.poll=50ms",
            "coincide.workers.credit-bureau=credit-check",
            "coincide.workers.label-printer=label-print",
            "spring.security.oauth2.client.registration.company.client-id=coincide",
            "spring.security.oauth2.client.registration.company.client-name=Example Company",
            "spring.security.oauth2.client.registration.company.client-secret=a secret of the test",
            "spring.security.oauth2.client.registration.company.scope=openid,profile,email",
            "spring.security.oauth2.client.provider.company.user-name-attribute=preferred_username",
            "spring.security.oauth2.client.registration.away.client-id=coincide",
            "spring.security.oauth2.client.registration.away.scope=openid",
            "spring.security.oauth2.client.provider.away.issuer-uri=http://127.0.0.1:1"
        })
@Import({
    IdentityProvider.Settings.class,
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
