package org.coincide.processes.server;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Declares the process variables that a delegate or listener reads. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ReadsVariables {

    /** The variables without which it fails. */
    String[] value() default {};

    /** The variables that may be missing. */
    String[] optional() default {};
}
