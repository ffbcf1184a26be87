package org.coincide.processes.server;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Declares the variables that an execution listener or a task listener sets. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface SetsVariables {

    /** The variables of the process. */
    String[] value() default {};

    /** The variables of a task, which its form shows. */
    String[] ofTask() default {};

    /** The changes of the server's records that the listener makes, as {@link RecordChange}. */
    String[] records() default {};
}
