package org.coincide.engine.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.coincide.engine.support.OnHsqldb;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/** The server as it is, on a port, with a small API and a delegate to try it with. All its tests share one. */
@OnHsqldb
@AutoConfigureObservability(tracing = false)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"coincide.people.wanda=warehouse", "coincide.people.ada=accounting"})
@Import({TryoutApi.class, TryoutDelegate.class})
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface WholeServer {}
