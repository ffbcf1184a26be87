package org.coincide.engine.models;

/**
 * One reason why models were refused.
 *
 * @param element the element's identifier; empty where the whole file is meant
 */
record Objected(String file, String element, String reason) {}
