package org.coincide.engine.broker.external;

import java.util.List;
import org.coincide.engine.broker.queues.QueueNames;

/** The lines that a client needs in the {@code activemq.xml} of an external broker. */
public final class ClientBrokerLines {

    /** Stands for the secret, of which the server has only the hash. */
    public static final String SECRET = "SECRET";

    ClientBrokerLines() {}

    /**
     * Lines and their place.
     *
     * @param element element of {@code activemq.xml} to which the lines are added
     */
    public record Lines(String element, List<String> lines) {}

    /** Returns the lines of a client, with {@link #SECRET} in place of the secret. */
    public List<Lines> of(String clientId) {
        String queue = QueueNames.ofClient(clientId);
        return List.of(
                new Lines("destinations", List.of(queue(queue), queue(QueueNames.deadLettersOf(queue)))),
                new Lines(
                        "simpleAuthenticationPlugin/users",
                        List.of("<authenticationUser username=\"%s\" password=\"%s\" groups=\"clients,client.%s\"/>"
                                .formatted(clientId, SECRET, clientId))),
                new Lines(
                        "authorizationMap/authorizationEntries",
                        List.of(
                                "<authorizationEntry queue=\"%s\" read=\"client.%s\" write=\"server\" admin=\"server\"/>"
                                        .formatted(queue, clientId))));
    }

    private static String queue(String name) {
        return "<queue physicalName=\"%s\"/>".formatted(name);
    }
}
