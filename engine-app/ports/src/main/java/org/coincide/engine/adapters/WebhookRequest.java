package org.coincide.engine.adapters;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** HTTP request as it arrived: signatures are computed over the unchanged bytes of the body. */
public final class WebhookRequest {

    private final Map<String, List<String>> headers;
    private final byte[] body;

    /** @param headers names in any case */
    public WebhookRequest(Map<String, List<String>> headers, byte[] body) {
        this.headers = new TreeMap<>();
        headers.forEach((name, values) -> this.headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        this.body = body.clone();
    }

    /** The first value of a header, whose name is not case-sensitive. */
    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    /** All values of a header, whose name is not case-sensitive. */
    public List<String> headers(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    public byte[] body() {
        return body.clone();
    }
}
