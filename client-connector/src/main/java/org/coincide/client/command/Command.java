package org.coincide.client.command;

import java.io.IOException;

/** A command that asks the running connector. */
@FunctionalInterface
interface Command {

    /** Runs the command; returns the exit code. */
    int run(Arguments arguments, ConnectorClient connector, Output output) throws IOException;
}
