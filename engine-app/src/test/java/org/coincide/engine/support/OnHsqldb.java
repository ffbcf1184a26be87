package org.coincide.engine.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Path;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;

/**
 * The application context of this test gets an empty HSQLDB file, and a data directory of its own around it. It runs beside
 * others: see {@link Lanes}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ContextConfiguration(initializers = OnHsqldb.FreshDatabase.class)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(providers = Lanes.OfHsqldb.class)
public @interface OnHsqldb {

    /** The lane in which it runs; its package where this is empty. */
    String lane() default "";

    /** Runs once for each application context, also where Spring shares one between test classes. */
    final class FreshDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            Path directory = Databases.newDirectory();
            Databases.hsqldbIn(directory)
                    .properties()
                    .and("coincide.data-directory=" + directory)
                    .and("coincide.processes.location=" + directory.resolve("processes"))
                    .applyTo(context);
        }
    }
}
