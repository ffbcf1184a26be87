/** The expressions of the models, evaluated by the engine's own library. */
package org.coincide.processes.paths.expression;
