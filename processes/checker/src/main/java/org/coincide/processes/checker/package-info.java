/**
 * The model check: conventions and path check in one report. The tests of this module run it, so do the command {@code check} and
 * the server before each deployment.
 */
package org.coincide.processes.checker;
