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
 * Gives the application context of a test an empty HSQLDB file and a data directory of its own. The test runs in
 * parallel with others: see {@link Lanes}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ContextConfiguration(initializers = OnHsqldb.FreshDatabase.class)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(providers = Lanes.OfHsqldb.class)
public @interface OnHsqldb {

    /** The lane; the package if empty. */
    String lane() default "";

    /** Runs once for each application context, also if test classes share a context. */
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
