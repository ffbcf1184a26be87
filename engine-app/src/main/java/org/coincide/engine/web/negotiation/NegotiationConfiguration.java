package org.coincide.engine.web.negotiation;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The negotiation of the response's media type before a request changes anything, at every endpoint. */
@Configuration(proxyBeanMethods = false)
class NegotiationConfiguration implements WebMvcConfigurer {

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new NegotiationInterceptor());
    }
}
