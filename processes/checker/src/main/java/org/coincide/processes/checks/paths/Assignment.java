package org.coincide.processes.checks.paths;

/** A variable that is handed on: into a called process and out of it, into an activity and out of it. */
record Assignment(String target, Term source) {}
