package org.coincide.client.command;

/** Exit codes of the command line. */
final class ExitCode {

    static final int DONE = 0;
    /** The command was understood and has a negative result: a fault in a file, an unknown trade, a refusal. */
    static final int NEGATIVE = 1;
    /** The arguments are invalid. */
    static final int USAGE = 2;
    /** The connector does not respond. */
    static final int UNREACHABLE = 3;
    /** The connector refuses the login. */
    static final int NO_LOGIN = 4;
    /** The connector refuses requests for now. 5 is the code of the commands that open the ledger. */
    static final int BUSY = 6;

    private ExitCode() {}
}
