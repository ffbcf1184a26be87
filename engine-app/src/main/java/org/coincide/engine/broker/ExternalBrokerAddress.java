package org.coincide.engine.broker;

import java.util.regex.Pattern;
import org.coincide.engine.accounts.Credentials;

/**
 * An external broker.
 *
 * @param url the configured URL with the server's transport options
 * @param server the server's account
 */
public record ExternalBrokerAddress(String url, Credentials server) {

    private static final String FAILOVER = "failover:";
    private static final String NESTED = "nested.";

    /**
     * Wraps the configured address or addresses in {@code failover:}, which selects a reachable one, and limits every wait. The
     * transport does not reconnect by itself: while it reconnects, calls wait without a limit, and it repeats commands whose
     * response was lost. A broken connection fails at once instead, and the pool or the listener opens another one. An option of the
     * configured URL takes precedence.
     */
    static String url(String configured, BrokerProperties properties) {
        String url = configured.startsWith(FAILOVER) ? configured : FAILOVER + "(" + configured + ")";
        BrokerProperties.Connection connection = properties.connection();
        url = with(url, "maxReconnectAttempts", 0);
        url = with(url, "startupMaxReconnectAttempts", 1);
        url = with(url, "timeout", connection.connectTimeout().toMillis());
        url = with(url, "trackMessages", false);
        url = with(url, "nested.connectionTimeout", connection.connectTimeout().toMillis());
        url = with(url, "nested.soWriteTimeout", connection.requestTimeout().toMillis());
        url = with(url, "nested.keepAlive", true);
        url = with(
                url, "nested.wireFormat.maxFrameSize", properties.maxFrameSize().toBytes());
        return with(
                url,
                "nested.wireFormat.maxInactivityDuration",
                properties.inactivity().toMillis());
    }

    /** Adds an option unless the URL has it. An option of each address has the prefix {@code nested.}. */
    private static String with(String url, String option, Object value) {
        String own = url.substring(url.lastIndexOf(')') + 1);
        String name = option.replace(NESTED, "");
        if ((name.equals(option) ? own : url).matches(".*[?&](nested\\.)?" + Pattern.quote(name) + "=.*")) {
            return url;
        }
        return url + (own.isBlank() ? "?" : "&") + option + "=" + value;
    }
}
