/**
 * Stop 4 and stop 6: the order's process is started here, and what its models say becomes true here. A parse listener
 * finds the {@code trading.*} properties of events and puts a built-in listener there, which moves the trade and appends
 * to the journal, in the engine's transaction. A built-in listener is never skipped, not even by Cockpit's "skip custom
 * listeners". With the HSQLDB dialect and the security plugin this is the only package that knows the engine's inside.
 */
package org.coincide.engine.lifecycle;
