package org.coincide.engine.models;

import org.coincide.engine.security.NameableBeans;
import org.coincide.processes.rulebook.Rulebook;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The rulebook for the beans that this server has. */
@Configuration(proxyBeanMethods = false)
class ModelConfiguration {

    @Bean
    Rulebook rulebook(ModelSettings settings, NameableBeans beans) {
        return new Rulebook(settings.mostStates(), beans.all());
    }
}
