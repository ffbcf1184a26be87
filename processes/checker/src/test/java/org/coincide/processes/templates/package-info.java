/** What Camunda Modeler offers an editor: it must be valid, and offer what there is. */
package org.coincide.processes.templates;
