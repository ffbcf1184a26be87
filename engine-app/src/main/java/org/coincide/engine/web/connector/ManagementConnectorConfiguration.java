package org.coincide.engine.web.connector;

import org.coincide.engine.web.InputProperties;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.context.annotation.Bean;

/** The limits of the connector of the management endpoints, which has a context of its own. */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
class ManagementConnectorConfiguration {

    @Bean
    ConnectorCustomizer managementConnectorCustomizer(
            HttpProperties http, InputProperties input, ServerProperties server) {
        return new ConnectorCustomizer(http, input, server);
    }
}
