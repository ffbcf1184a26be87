package org.coincide.engine.requests;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which returns the server takes.
 *
 * @param window how long after the last delivery goods may be returned
 * @param accepted whether a return is accepted at once; else a person decides on it in Tasklist
 */
@ConfigurationProperties("coincide.returns")
record ReturnProperties(
        @DefaultValue("30d") Duration window,
        @DefaultValue("false") boolean accepted) {}
