package org.coincide.processes.references;

/**
 * An element that needs a variable of its process.
 *
 * @param element the identifier of the element
 * @param by the delegate, listener or form that reads it
 */
public record VariableReader(String element, String by, String variable) {}
