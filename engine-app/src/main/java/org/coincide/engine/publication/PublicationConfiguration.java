package org.coincide.engine.publication;

import jakarta.jms.ConnectionFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jms.core.JmsTemplate;

@Configuration(proxyBeanMethods = false)
class PublicationConfiguration {

    /** Transacted: a batch is in the broker as a whole or not at all. */
    @Bean
    JmsTemplate transactedJms(ConnectionFactory connections) {
        JmsTemplate jms = new JmsTemplate(connections);
        jms.setSessionTransacted(true);
        return jms;
    }
}
