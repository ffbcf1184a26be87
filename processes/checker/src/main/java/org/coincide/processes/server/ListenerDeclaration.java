package org.coincide.processes.server;

import java.util.List;
import java.util.Set;

/**
 * The declared behaviour of a listener.
 *
 * @param variables the process variables that it sets
 * @param taskVariables the variables that it sets for the form of its task alone
 * @param reads the variables that it reads
 * @param changes the changes of the server's records that it makes
 */
public record ListenerDeclaration(
        Set<String> variables, Set<String> taskVariables, VariableReads reads, List<RecordChange> changes) {}
