package org.coincide.processes.conventions;

/** A violation of a convention, at an element. */
record Violation(String element, String advice) {}
