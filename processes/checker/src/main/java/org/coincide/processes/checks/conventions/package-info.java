/**
 * How the models of this house are written, each convention as a value that can be asked for what a model does against it.
 * An editor reads the findings; so each names the file, the element and what to do.
 */
package org.coincide.processes.checks.conventions;
