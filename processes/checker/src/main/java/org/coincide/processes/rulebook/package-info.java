/**
 * The rulebook, for all who ask whether models may run: conventions and path check in one answer. The tests of this module ask it, an
 * editor's command does, and the server before it deploys.
 */
package org.coincide.processes.rulebook;
