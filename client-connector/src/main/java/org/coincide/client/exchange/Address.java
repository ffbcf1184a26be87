package org.coincide.client.exchange;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Addresses of other programs, as configured or as an argument. */
public final class Address {

    private static final int HIGHEST_PORT = 65_535;

    private Address() {}

    /** Returns the address; empty if the text is no URI. */
    public static Optional<URI> of(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns the address to which Java's HTTP client can send; empty if the text is no URI, or has another scheme, no valid host, such as
     * {@code my_host}, or an impossible port.
     */
    public static Optional<URI> ofHttp(String text) {
        return of(text).filter(uri -> "http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                .filter(uri -> uri.getHost() != null)
                .filter(uri -> uri.getPort() == -1 || uri.getPort() > 0 && uri.getPort() <= HIGHEST_PORT);
    }
}
