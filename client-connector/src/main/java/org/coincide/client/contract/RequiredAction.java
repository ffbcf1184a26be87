package org.coincide.client.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Action that a person must take before a trade can continue: the card holder confirms the payment.
 *
 * @param url address of the page to open; always {@code http} or {@code https}
 * @param until deadline of the action
 */
public record RequiredAction(String url, String until) {

    /** Addresses that the page may link to. Checked here as well as by the schema: a link must never run a script. */
    private static final Pattern ADDRESS = Pattern.compile("https?://\\S+");

    /** Returns the action that a message requires; empty if there is none or its address is not a web address. */
    public static Optional<RequiredAction> in(String message) {
        try {
            JsonNode action = Json.STRICT.readTree(message).at("/data/action");
            return Optional.of(new RequiredAction(
                            action.path("url").asText(), action.path("until").asText()))
                    .filter(required -> ADDRESS.matcher(required.url()).matches());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The ledger contains a message that is not JSON", e);
        }
    }
}
