/**
 * The models on their way into the engine: from the processes jar, and from a folder that wins over it. A changed set is judged as a
 * whole by the rulebook and deployed once, on one node, or refused whole; then what runs goes on running, and the log, the health
 * endpoint and {@code GET /api/operations/processes} say which file and which element was wrong.
 */
package org.coincide.engine.models;
