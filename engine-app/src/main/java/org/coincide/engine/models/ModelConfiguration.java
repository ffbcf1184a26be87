package org.coincide.engine.models;

import org.coincide.engine.sandbox.ModelBeanNames;
import org.coincide.processes.checker.ModelChecker;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The model checker for the beans that this server has. */
@Configuration(proxyBeanMethods = false)
class ModelConfiguration {

    @Bean
    ModelChecker modelChecker(ModelProperties settings, ModelBeanNames beans) {
        return new ModelChecker(settings.mostStates(), beans.all());
    }
}
