package org.coincide.processes.server;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares that a delegate works with the server's database alone, so that its task can share the transaction of the tasks before it. A
 * delegate without this annotation may call a partner: its task needs a job of its own, since the call cannot be rolled back.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface CallsNoPartner {}
