package org.coincide.client.settings;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The directory of the client's data. Other settings refer to it: the URL of the database and the accounts of a server on this machine.
 *
 * @param dataDirectory directory of all data that must survive a restart: orders, ledger, quarantine
 */
@ConfigurationProperties("coincide")
public record DataDirectoryProperties(
        @DefaultValue("./data") Path dataDirectory) {}
