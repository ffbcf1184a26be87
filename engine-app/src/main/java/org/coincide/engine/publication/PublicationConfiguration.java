package org.coincide.engine.publication;

import jakarta.jms.ConnectionFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jms.core.JmsTemplate;

/** The JMS template of the relay. */
@Configuration(proxyBeanMethods = false)
class PublicationConfiguration {

    /** Transacted: the broker accepts all messages of a batch or none. */
    @Bean
    JmsTemplate transactedJms(ConnectionFactory connections) {
        JmsTemplate jms = new JmsTemplate(connections);
        jms.setSessionTransacted(true);
        return jms;
    }
}
