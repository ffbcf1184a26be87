/**
 * Outside the order's journey: restrictions on models and queries. Guarantees that BPMN and DMN files, their expressions and
 * queries cannot execute code, because everybody who may edit a model could otherwise control the server.
 */
package org.coincide.engine.sandbox;
