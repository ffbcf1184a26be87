package org.coincide.processes.paths.graph;

import org.coincide.processes.paths.expression.JuelExpression;

/** A variable that is passed from one scope to another: at a call, or as an input or output parameter. */
public record VariableMapping(String target, JuelExpression source) {}
