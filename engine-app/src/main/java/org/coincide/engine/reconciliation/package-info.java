/**
 * Beside the order's journey: compares open trades with their processes. Guarantees that an open trade whose process is missing,
 * suspended or idle, or whose last message disagrees with its statuses, is reported within one interval, and that an operator can
 * cancel it, close it or start its process again.
 */
package org.coincide.engine.reconciliation;
