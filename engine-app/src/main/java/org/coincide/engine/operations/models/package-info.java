/**
 * State of the model folder for operators.
 */
package org.coincide.engine.operations.models;
