/**
 * What operators ask of the models that run, at {@code /api/operations/processes}. Running instances are moved to another
 * version of their model here; what that cannot be done with stays where it is, and the answer says why.
 */
package org.coincide.engine.operations.migrations;
