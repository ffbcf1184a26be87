/**
 * What is checked of the models before anything runs them: by the tests of this module, by an editor's command and by the server
 * before it deploys. The conventions look at a model as it is written, the path check at what it would do.
 */
package org.coincide.processes.checks;
