package org.coincide.engine.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.Module;
import org.coincide.engine.json.ExactDecimals;
import org.coincide.engine.json.ExactIntegers;
import org.springframework.boot.autoconfigure.jackson.Jackson2ObjectMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Strict JSON parsing for HTTP and messages: ambiguous JSON, such as duplicate keys, is refused. */
@Configuration(proxyBeanMethods = false)
class StrictJsonConfiguration {

    @Bean
    Module exactIntegers() {
        return new ExactIntegers();
    }

    @Bean
    Module exactDecimals() {
        return new ExactDecimals();
    }

    @Bean
    Jackson2ObjectMapperBuilderCustomizer strictJsonCustomizer(InputProperties limits) {
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(limits.jsonDepth())
                .maxStringLength(limits.jsonString())
                .maxNameLength(limits.jsonString())
                .maxNumberLength(limits.jsonNumber())
                .maxDocumentLength(limits.bodyLimit().toBytes())
                .build();
        return builder -> builder.featuresToEnable(
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS,
                        JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .postConfigurer(mapper -> mapper.getFactory().setStreamReadConstraints(constraints));
    }
}
