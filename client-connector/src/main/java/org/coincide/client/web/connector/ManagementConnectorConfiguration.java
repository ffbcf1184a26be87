package org.coincide.client.web.connector;

import org.coincide.client.web.WebProperties;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.context.annotation.Bean;

/** The limits of the connector of the management endpoints, which has a context of its own. */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
class ManagementConnectorConfiguration {

    @Bean
    ConnectorCustomizer managementConnectorCustomizer(HttpProperties http, WebProperties web, ServerProperties server) {
        return new ConnectorCustomizer(http, web, server);
    }
}
