/**
 * Outside the order's journey: the migration of process instances to another version of their model, at
 * {@code /api/operations/processes}. An instance that cannot be migrated stays unchanged, and the response names the reasons.
 */
package org.coincide.engine.operations.migrations;
