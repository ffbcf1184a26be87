package org.coincide.processes.server;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Declares a message that the annotated bean sends to processes. */
@Documented
@Repeatable(SendsMessages.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface SendsMessage {

    /** The name of the message. */
    String value();

    /** The names of the variables that the message sets. */
    String[] variables() default {};

    /** The variable by whose value the server finds the process that waits; empty if it finds it by the trade alone. */
    String key() default "";

    /** The condition under which the server sends the message. */
    TradeCondition when() default TradeCondition.ALWAYS;

    /** Marks a message that something must wait for in each state in which it can come: nobody repeats it later. */
    boolean awaited() default false;

    /** Marks a message that most orders never get. No process may wait for such messages alone. */
    boolean exceptional() default false;

    /** The changes of the server's records that come with the message, as {@link RecordChange}. */
    String[] records() default {};

    /** The decision that the message requires, such as that of a person, as {@code "variable=value"}; empty if it requires none. */
    String decision() default "";
}
