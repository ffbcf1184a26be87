package org.coincide.engine.operations.trades;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.coincide.engine.trade.Actor;
import org.coincide.engine.trade.Actor.ProcessVersion;
import org.springframework.stereotype.Component;

/** Names the model's element that caused a message. The message itself names the element's id and the version of the model. */
@Component
public class MessageOrigins {

    private final ElementNames names;
    private final ObjectMapper json;

    MessageOrigins(ElementNames names, ObjectMapper json) {
        this.names = names;
        this.json = json;
    }

    /** Returns the names for the bodies of a trade's messages. Each version of a model is looked up once. */
    public Function<String, Optional<String>> ofTrade() {
        Map<ProcessVersion, Function<String, Optional<String>>> known = new HashMap<>();
        return body -> {
            JsonNode data = data(body);
            JsonNode process = data.path("process");
            if (process.isMissingNode() || !data.at("/actor/kind").asText().equals(Actor.Kind.PROCESS.name())) {
                return Optional.empty();
            }
            var version = new ProcessVersion(
                    process.path("definition").asText(), process.path("version").asInt(), null);
            return known.computeIfAbsent(version, names::of)
                    .apply(data.at("/actor/name").asText());
        };
    }

    private JsonNode data(String body) {
        try {
            return json.readTree(body).path("data");
        } catch (JsonProcessingException damaged) {
            return MissingNode.getInstance();
        }
    }
}
