package org.coincide.engine.journal;

import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the journal names its server.
 *
 * @param serverName the first part of each message's CloudEvents source; fixed for the life of a server's data, since
 *     sequences count within a source
 */
@Validated
@ConfigurationProperties("coincide.journal")
record JournalProperties(
        @DefaultValue("coincide") @Pattern(regexp = "[a-z][a-z0-9-]{0,31}")
        String serverName) {}
