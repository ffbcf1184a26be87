/**
 * The conventions that models are written by, each as a value that returns its violations. An editor reads the findings; so each
 * names the file, the element, the violation and the correction.
 */
package org.coincide.processes.conventions;
