package org.coincide.client.broker;

import java.util.regex.Pattern;

/** Adds the client's transport options to the configured URL of the broker. */
final class BrokerUrl {

    private static final String FAILOVER = "failover:";
    private static final String NESTED = "nested.";

    private BrokerUrl() {}

    /**
     * Wraps the configured address or addresses in {@code failover:}, which selects a reachable one, and limits every wait. The
     * transport does not reconnect by itself: while it reconnects, calls wait without a limit, and it repeats commands whose
     * response was lost. A broken connection fails at once instead, and the inbox or the pool opens another one. An option of the
     * configured URL takes precedence.
     */
    static String of(BrokerProperties broker) {
        var configured = broker.url();
        var url = configured.startsWith(FAILOVER) ? configured : FAILOVER + "(" + configured + ")";
        url = with(url, "maxReconnectAttempts", 0);
        url = with(url, "startupMaxReconnectAttempts", 1);
        url = with(url, "timeout", broker.connectTimeout().toMillis());
        url = with(url, "nested.connectionTimeout", broker.connectTimeout().toMillis());
        url = with(url, "nested.soWriteTimeout", broker.requestTimeout().toMillis());
        url = with(url, "nested.keepAlive", true);
        url = with(url, "nested.wireFormat.maxFrameSize", broker.maxFrameSize().toBytes());
        return with(
                url,
                "nested.wireFormat.maxInactivityDuration",
                broker.inactivity().toMillis());
    }

    /** Adds an option unless the URL has it. An option of each address has the prefix {@code nested.}. */
    private static String with(String url, String option, Object value) {
        var own = url.substring(url.lastIndexOf(')') + 1);
        var name = option.replace(NESTED, "");
        if ((name.equals(option) ? own : url).matches(".*[?&](nested\\.)?" + Pattern.quote(name) + "=.*")) {
            return url;
        }
        return url + (own.isBlank() ? "?" : "&") + option + "=" + value;
    }
}
