/** Executions of the engine that wait for messages. */
package org.coincide.engine.subscriptions;
