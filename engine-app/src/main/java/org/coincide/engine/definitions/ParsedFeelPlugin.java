package org.coincide.engine.definitions;

import java.util.List;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngine;
import org.camunda.bpm.dmn.feel.impl.scala.function.CustomFunctionTransformer;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.feel.FeelEngine;
import org.camunda.feel.valuemapper.ValueMapper.CompositeValueMapper;
import org.springframework.stereotype.Component;

/** Lets decision tables be evaluated by {@link ParsedFeel}. */
@Component
class ParsedFeelPlugin extends AbstractProcessEnginePlugin {

    private final DefinitionCacheProperties properties;

    ParsedFeelPlugin(DefinitionCacheProperties properties) {
        this.properties = properties;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        DefaultDmnEngineConfiguration tables = engine.getDmnEngineConfiguration();
        if (tables == null) {
            tables = (DefaultDmnEngineConfiguration) DmnEngineConfiguration.createDefaultDmnEngineConfiguration();
            engine.setDmnEngineConfiguration(tables);
        }
        tables.setFeelEngineFactory(() -> parsing(properties.maxExpressions()));
    }

    private static ScalaFeelEngine parsing(int kept) {
        return new ScalaFeelEngine(List.of()) {
            @Override
            protected FeelEngine buildFeelEngine(CustomFunctionTransformer functions, CompositeValueMapper values) {
                return new ParsedFeel(super.buildFeelEngine(functions, values), kept);
            }
        };
    }
}
