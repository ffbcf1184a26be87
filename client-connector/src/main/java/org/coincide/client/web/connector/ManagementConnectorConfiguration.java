package org.coincide.client.web.connector;

import org.coincide.client.web.WebProperties;
import org.springframework.boot.actuate.autoconfigure.web.server.ConditionalOnManagementPort;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.context.annotation.Bean;

/**
 * The limits of the connector of the management endpoints, which has a context of its own. Spring Boot finds this class in the list of
 * management configurations; without an annotation for component scanning it is not part of the application's context as well.
 */
@ConditionalOnManagementPort(ManagementPortType.DIFFERENT)
class ManagementConnectorConfiguration {

    @Bean
    ConnectorCustomizer managementConnectorCustomizer(HttpProperties http, WebProperties web, ServerProperties server) {
        return new ConnectorCustomizer(http, web, server);
    }
}
