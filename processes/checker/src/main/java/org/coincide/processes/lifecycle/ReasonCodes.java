package org.coincide.processes.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;

/**
 * The reason codes of {@code reasons.json}, and the prefix of codes that an installation defines itself.
 *
 * @param registered the codes of the contract
 * @param ownPrefix the prefix that the contract never uses
 */
public record ReasonCodes(Set<String> registered, String ownPrefix) {

    /** The answer of a decision table that gives no reason. */
    public static final String NONE = "NONE";

    public static ReasonCodes read() {
        try (var json = ReasonCodes.class.getResourceAsStream("/contract/reasons.json")) {
            return of(new ObjectMapper().readTree(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ReasonCodes of(JsonNode registry) {
        var codes = new TreeSet<String>();
        registry.path("reasons").forEach(reason -> codes.add(reason.path("code").asText()));
        return new ReasonCodes(codes, registry.path("ownPrefix").asText());
    }

    /** Returns whether a client can expect this code. */
    public boolean allows(String code) {
        return registered.contains(code) || code.startsWith(ownPrefix);
    }
}
