/**
 * Outside the order's journey: the operators' HTTP API at {@code /api/operations}, the top layer of the server.
 */
package org.coincide.engine.operations;
