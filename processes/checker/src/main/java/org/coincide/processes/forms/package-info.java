/** The HTML forms of user tasks: their fields, their scripts, and faults that a browser would only show when the form is opened. */
package org.coincide.processes.forms;
