/**
 * Webhooks of adapters, and the outcomes of reports by which adapters tell the server about events outside. An adapter is a jar on
 * the class path of the server with a Spring Boot auto-configuration; docs/adapters.md is the guide.
 */
package org.coincide.engine.adapters;
