package org.coincide.engine.models;

import org.coincide.engine.sandbox.ModelBeanNames;
import org.coincide.processes.rulebook.Rulebook;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The rulebook for the beans that this server has. */
@Configuration(proxyBeanMethods = false)
class ModelConfiguration {

    @Bean
    Rulebook rulebook(ModelProperties settings, ModelBeanNames beans) {
        return new Rulebook(settings.mostStates(), beans.all());
    }
}
