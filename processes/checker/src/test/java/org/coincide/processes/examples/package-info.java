/** The models that the guide for editors ends with: they must be as good as the server's own. */
package org.coincide.processes.examples;
