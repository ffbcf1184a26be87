/**
 * Restrictions on models and queries: what BPMN and DMN files and expressions may do inside the engine.
 */
package org.coincide.engine.sandbox;
