/**
 * Outside the order's journey: the state of the models and of the model folder, for operators.
 */
package org.coincide.engine.operations.models;
