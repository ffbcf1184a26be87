package org.coincide.client.web;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Who may ask, and how much.
 *
 * @param hosts names under which this client is reached; a request that names another host is refused
 * @param bodyLimit largest body of a request
 * @param watchLimit pages that may watch at a time
 * @param watchTime how long one page watches before it must ask again
 * @param watchPause shortest pause between two signals to the pages
 */
@ConfigurationProperties("coincide.web")
public record WebProperties(
        @DefaultValue({"localhost", "127.0.0.1", "[::1]"}) Set<String> hosts,
        @DefaultValue("256KB") DataSize bodyLimit,
        @DefaultValue("50") int watchLimit,
        @DefaultValue("10m") Duration watchTime,
        @DefaultValue("250ms") Duration watchPause) {}
