package org.coincide.processes.server;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares one possible outcome of a delegate. The path check tries each of them; a delegate without this annotation completes, sets no
 * variable and throws no error.
 */
@Documented
@Repeatable(DelegateOutcomes.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface DelegateOutcome {

    /**
     * Variables that the delegate sets: {@code "name=value"} with a boolean, a number or a text, or {@code "name"} alone if no path
     * depends on the value. The check tries exactly the values that are declared. Numbers are examples: a model is refused that compares
     * a number so that an answer occurs for none of them.
     */
    String[] variables() default {};

    /** The code of the BPMN error that the delegate throws; empty if it completes. */
    String error() default "";

    /** The changes of the server's records that the delegate makes, as {@link RecordChange}. */
    String[] records() default {};

    /** The condition under which the outcome is possible. */
    TradeCondition when() default TradeCondition.ALWAYS;
}
