/**
 * What an operator sees of a trade in Cockpit: beside the process instance, the messages that went to its client, and the
 * warnings that came back. Cockpit finds the plugin by itself ({@code META-INF/services}); its page is
 * {@code plugin-webapp/coincide/app/plugin.js}.
 */
package org.coincide.engine.operations.cockpit;
