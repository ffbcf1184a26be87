package org.coincide.client.journey;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import org.coincide.client.support.ConnectorApi;

/** Completes user tasks through the engine's REST interface, as a user of Tasklist does. */
final class UserTaskClient {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final PackagedServer server;

    UserTaskClient(PackagedServer server) {
        this.server = server;
    }

    /** Waits for a task of this trade and completes it with variables in engine-rest's JSON format. */
    void complete(String tradingId, String task, String variables) throws IOException {
        var path = "/engine-rest/task?processInstanceBusinessKey=" + tradingId + "&taskDefinitionKey=" + task;
        JsonNode open = await().atMost(PATIENCE)
                .until(() -> ConnectorApi.json(server.getAsOperator(path)), tasks -> tasks.size() > 0)
                .get(0);
        var answer = server.postAsOperator(
                "/engine-rest/task/" + open.get("id").asText() + "/complete", "{\"variables\":" + variables + "}");
        if (answer.statusCode() != 204) {
            throw new IllegalStateException(task + " cannot be completed: " + answer.body());
        }
    }
}
