package org.coincide.engine.broker;

import org.springframework.util.StringUtils;

/** Adds the server's transport options to the configured URL of an external broker. */
final class BrokerUrl {

    private static final String FAILOVER = "failover:";

    private BrokerUrl() {}

    /**
     * Wraps the configured address or addresses in {@code failover:}, so that a connection survives a broker restart, and
     * limits every wait. An option of the configured URL takes precedence.
     */
    static String of(String configured, BrokerProperties properties) {
        String url = configured.startsWith(FAILOVER) ? configured : FAILOVER + "(" + configured + ")";
        BrokerProperties.Connection connection = properties.connection();
        url = with(url, "timeout", connection.failoverTimeout().toMillis());
        url = with(url, "startupMaxReconnectAttempts", 1);
        url = with(url, "maxReconnectDelay", connection.longestReconnect().toMillis());
        url = with(url, "trackMessages", false);
        url = with(
                url, "nested.wireFormat.maxFrameSize", properties.maxFrameSize().toBytes());
        return with(
                url,
                "nested.wireFormat.maxInactivityDuration",
                properties.inactivity().toMillis());
    }

    private static String with(String url, String option, Object value) {
        String own = url.substring(url.lastIndexOf(')') + 1);
        if (own.matches(".*[?&]" + option.replace(".", "\\.") + "=.*")) {
            return url;
        }
        return url + (StringUtils.hasText(own) ? "&" : "?") + option + "=" + value;
    }
}
