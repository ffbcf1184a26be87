package org.coincide.client.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The recording of one test of the server: each client's orders, requests and received messages, in their order.
 *
 * @param suite the test class and, after a dot, its nested class, which names the server's database
 */
public record RecordedTest(String suite, String test, JsonNode clients) {

    /** The name in the table of situations; each invocation of a parameterized test has the name of the test. */
    public String name() {
        return suite.replaceFirst("\\..*", "") + "#" + test.replaceFirst("-.*", "");
    }

    public boolean onPostgresql() {
        return suite.endsWith(".Postgresql");
    }

    /** The clients with at least one recorded step. */
    public List<String> clientIds() {
        return clients.properties().stream()
                .filter(client -> !client.getValue().path("steps").isEmpty())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    public List<JsonNode> steps(String clientId) {
        return StreamSupport.stream(clients.at("/" + clientId + "/steps").spliterator(), false)
                .toList();
    }

    /** The client's trades, each with true where the last message closed it by the contract. */
    public Map<String, Boolean> closed(String clientId) {
        return clients.at("/" + clientId + "/closed").properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, trade -> trade.getValue().asBoolean()));
    }
}
