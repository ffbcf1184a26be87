package org.coincide.processes.forms;

/**
 * A fault of a form.
 *
 * @param line the line of the file
 * @param certain whether the form cannot work; otherwise a browser may correct the fault
 */
public record FormFault(int line, String text, boolean certain) {

    @Override
    public String toString() {
        return "line " + line + ": " + text;
    }
}
