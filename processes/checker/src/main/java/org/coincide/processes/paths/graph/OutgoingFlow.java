package org.coincide.processes.paths.graph;

import org.coincide.processes.paths.expression.JuelExpression;

/**
 * A sequence flow, seen from its source.
 *
 * @param condition null if the flow is always open
 */
public record OutgoingFlow(String id, ProcessNode target, JuelExpression condition) {}
