/**
 * Outside the order's journey: a Cockpit plugin that shows the messages to the client and the client's warnings beside a process
 * instance, and cancels its trade. Cockpit discovers the plugin by {@code META-INF/services}; its page is
 * {@code plugin-webapp/coincide/app/plugin.js}.
 */
package org.coincide.engine.operations.cockpit;
