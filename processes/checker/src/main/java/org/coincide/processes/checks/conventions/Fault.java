package org.coincide.processes.checks.conventions;

/** What a model does against a convention, and at which element. */
record Fault(String element, String advice) {}
