package org.coincide.client.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What somebody has to do so that a trade goes on: the holder of a card confirms the payment.
 *
 * @param url where; always {@code http} or {@code https}
 * @param until after this it is too late
 */
public record RequiredAction(String url, String until) {

    /** What a page may link to. The ledger can hold messages of a time when nobody looked at this member. */
    private static final Pattern ADDRESS = Pattern.compile("https?://\\S+");

    /** What a message asks for; empty where it asks for nothing that a person can do with a browser. */
    public static Optional<RequiredAction> in(String message) {
        try {
            JsonNode action = Json.STRICT.readTree(message).at("/data/action");
            return Optional.of(new RequiredAction(
                            action.path("url").asText(), action.path("until").asText()))
                    .filter(asked -> ADDRESS.matcher(asked.url()).matches());
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("The ledger holds a message that is no JSON.", broken);
        }
    }
}
