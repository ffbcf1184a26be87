/**
 * Step 4 and step 6: the order's process. Starts the process of a trade and applies the statuses of its models. A parse
 * listener reads the {@code trading.*} properties of events and adds a built-in listener, which moves the trade and appends to
 * the journal in the engine's transaction. Cockpit's "skip custom listeners" does not skip built-in listeners. One of the
 * packages that use the engine's internal classes (ADR 11).
 */
package org.coincide.engine.lifecycle;
