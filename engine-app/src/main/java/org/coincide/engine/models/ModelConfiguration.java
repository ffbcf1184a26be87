package org.coincide.engine.models;

import org.coincide.engine.sandbox.ServerInterfaceProvider;
import org.coincide.engine.workers.TopicProperties;
import org.coincide.processes.checker.ModelChecker;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Configures the model checker for this server. */
@Configuration(proxyBeanMethods = false)
class ModelConfiguration {

    @Bean
    ModelChecker modelChecker(ModelProperties properties, TopicProperties topics, ServerInterfaceProvider server) {
        return new ModelChecker(properties.check().limits(), server.get().withTopics(topics.declarations()));
    }
}
