package org.coincide.engine.signatures;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.coincide.engine.accounts.ClientAccount;
import org.coincide.engine.accounts.ClientAccounts;
import org.erdtman.jcs.JsonCanonicalizer;
import org.springframework.stereotype.Component;

/** Verifies the signatures of clients whose keys are registered. Without a registered key, signatures are optional and not verified. */
@Component
public class ClientSignatures {

    private static final Pattern SYNTAX = Pattern.compile("[A-Za-z0-9_-]+\\.\\.[A-Za-z0-9_-]+");

    private final SignatureProperties properties;
    private final ClientAccounts clients;

    ClientSignatures(SignatureProperties properties, ClientAccounts clients) {
        this.properties = properties;
        this.clients = clients;
    }

    /** Returns why a text is not the client's; empty if it is, or if no key of the client is registered. */
    public Optional<String> violation(String clientId, String text, String signature) {
        Set<String> registered = registered(clientId);
        if (registered.isEmpty()) {
            return Optional.empty();
        }
        if (signature == null) {
            return Optional.of("The message has no signature, and a key of this client is registered.");
        }
        try {
            DetachedSignature parsed = DetachedSignature.parse(signature);
            if (!registered.contains(parsed.key().kid())) {
                return Optional.of("The key " + parsed.key().kid() + " is not registered for this client.");
            }
            return parsed.isOf(text) ? Optional.empty() : Optional.of("The signature does not belong to this text.");
        } catch (IllegalArgumentException invalid) {
            return Optional.of("The signature cannot be verified: " + invalid.getMessage() + ".");
        }
    }

    /** Returns the thumbprints of a client's keys: those of its data, and those of the settings. */
    private Set<String> registered(String clientId) {
        Set<String> registered = new HashSet<>(properties.clients().getOrDefault(clientId, List.of()));
        clients.find(clientId).map(ClientAccount::keys).ifPresent(registered::addAll);
        return registered;
    }

    /** Returns why an order is not the client's, whose signature covers the order's canonical JSON (RFC 8785). */
    public Optional<String> orderViolation(String clientId, String order, String signature) {
        return violation(clientId, canonical(order), signature);
    }

    /** Returns a signature that can be stored and repeated; null for a text that cannot be one. */
    public static String storable(String signature) {
        return signature != null
                        && signature.length() <= DetachedSignature.MAX_LENGTH
                        && SYNTAX.matcher(signature).matches()
                ? signature
                : null;
    }

    private static String canonical(String order) {
        try {
            return new JsonCanonicalizer(order).getEncodedString();
        } catch (IOException noJson) {
            throw new IllegalArgumentException("The order is not JSON", noJson);
        }
    }
}
