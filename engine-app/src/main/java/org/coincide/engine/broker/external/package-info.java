/**
 * Outside the order's journey: an external broker. The package prints a configuration for ActiveMQ that gives each account the rights of
 * the embedded broker, and refuses the start with a broker that does not name the senders of messages or grants more.
 */
package org.coincide.engine.broker.external;
