package org.coincide.engine.requests;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of returns.
 *
 * @param window time after the last delivery during which goods can be returned
 * @param accepted whether returns are accepted automatically; otherwise a person decides in Tasklist
 */
@ConfigurationProperties("coincide.returns")
record ReturnProperties(
        @DefaultValue("30d") Duration window,
        @DefaultValue("false") boolean accepted) {}
