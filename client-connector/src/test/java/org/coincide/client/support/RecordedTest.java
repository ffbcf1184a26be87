package org.coincide.client.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What one test of the server recorded: what each of its clients placed, asked and heard, in this order (ADR 34).
 *
 * @param suite the test class, which names the server's database
 */
public record RecordedTest(String suite, String test, JsonNode clients) {

    private static final String NAME_ENDS = "OnHsqldbIT|OnPostgresqlIT";

    /** As the table of situations names it; each time that a parameterized test ran counts as that test. */
    public String name() {
        return suite.replaceFirst(NAME_ENDS + "$", "Suite") + "#" + test.replaceFirst("-.*", "");
    }

    public boolean onPostgresql() {
        return suite.endsWith("OnPostgresqlIT");
    }

    /** The clients that did or heard anything. */
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

    /** Whether each of the trades is closed, by the contract and by what the server told of it last. */
    public Map<String, Boolean> closed(String clientId) {
        return clients.at("/" + clientId + "/closed").properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, trade -> trade.getValue().asBoolean()));
    }
}
