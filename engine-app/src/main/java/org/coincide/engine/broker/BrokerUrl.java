package org.coincide.engine.broker;

import org.springframework.util.StringUtils;

/** The address of a broker of the operator's own, with what the server needs added to what is configured. */
final class BrokerUrl {

    private static final String FAILOVER = "failover:";

    private BrokerUrl() {}

    /**
     * Wraps the configured address or addresses in {@code failover:}, so that a connection outlives its broker, and
     * bounds every wait. An option that the configured address gives itself stays as it is.
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
