package org.coincide.processes.server;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Declares a process that the annotated bean starts; repeated for each combination of variables that paths depend on. */
@Documented
@Repeatable(StartsProcesses.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface StartsProcess {

    /** The identifier of the process. */
    String value();

    /** The variables that the process starts with, as for {@link DelegateOutcome#variables}. */
    String[] variables() default {};

    /** The changes of the server's records that come with the start, as {@link RecordChange}. */
    String[] records() default {};

    /** Marks the first process of a trade; any other can be started once at any time. */
    boolean first() default false;

    /** The condition under which the server starts the process. */
    TradeCondition when() default TradeCondition.ALWAYS;
}
