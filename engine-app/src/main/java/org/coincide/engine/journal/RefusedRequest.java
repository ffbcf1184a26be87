package org.coincide.engine.journal;

import java.util.List;

/**
 * Event of a client's order or request that the server refused.
 *
 * @param channel {@code queue} or {@code http}
 * @param codes code of each reason
 */
public record RefusedRequest(String channel, List<String> codes) {

    public static RefusedRequest byQueue(List<String> codes) {
        return new RefusedRequest("queue", codes);
    }

    public static RefusedRequest byHttp(List<String> codes) {
        return new RefusedRequest("http", codes);
    }
}
