/**
 * Outside the order's journey: deployment of the models from the processes jar and from a folder that takes precedence. A
 * changed set is checked as a whole by the model rules and either deployed once, by one node, or refused. After a refusal the
 * deployed models stay in use, and the log, the health endpoint and {@code GET /api/operations/processes} name the file and the
 * element of each finding.
 */
package org.coincide.engine.models;
