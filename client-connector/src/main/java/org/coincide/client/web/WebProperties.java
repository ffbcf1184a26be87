package org.coincide.client.web;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the web server.
 *
 * @param hosts host names of this client; requests with another host name are refused
 * @param bodyLimit maximum size of a request's body
 * @param watchLimit maximum number of concurrent change streams to pages
 * @param watchTime duration of a change stream, after which the page reconnects
 * @param watchPause minimum time between two events of a change stream
 */
@ConfigurationProperties("coincide.web")
public record WebProperties(
        @DefaultValue({"localhost", "127.0.0.1", "[::1]"}) Set<String> hosts,
        @DefaultValue("256KB") DataSize bodyLimit,
        @DefaultValue("50") int watchLimit,
        @DefaultValue("10m") Duration watchTime,
        @DefaultValue("250ms") Duration watchPause) {}
