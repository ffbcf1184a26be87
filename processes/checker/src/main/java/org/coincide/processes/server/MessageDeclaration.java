package org.coincide.processes.server;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A message that the server sends to processes.
 *
 * @param variables the variables that it sets
 * @param key the variable by whose value the server finds the process that waits; empty if it finds it by the trade alone
 * @param when the condition under which the server sends it
 * @param decision the decision that it requires, such as that of a person; null if it requires none
 * @param sentBy the delegate that sends it to whatever waits then; null if it comes from outside the processes
 * @param awaited whether something must wait for it whenever it can come
 * @param exceptional whether most orders never get it
 * @param changes the changes of the server's records that come with it; without the states that they require it is not sent
 */
public record MessageDeclaration(
        Set<String> variables,
        String key,
        TradeCondition when,
        Decision decision,
        String sentBy,
        boolean awaited,
        boolean exceptional,
        List<RecordChange> changes) {

    /** The same message with more changes of records. */
    public MessageDeclaration changing(List<RecordChange> more) {
        var all = Stream.concat(changes.stream(), more.stream()).toList();
        return new MessageDeclaration(variables, key, when, decision, sentBy, awaited, exceptional, all);
    }

    /** A value that a variable of some process of the trade must have. */
    public record Decision(String variable, String value) {}
}
