package org.coincide.processes.checks.paths;

/**
 * A way from one node to the next.
 *
 * @param condition null where it is always open
 */
record Flow(String id, Node target, Term condition) {}
