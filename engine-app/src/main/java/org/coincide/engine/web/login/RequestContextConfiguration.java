package org.coincide.engine.web.login;

import org.springframework.boot.web.servlet.filter.OrderedRequestContextFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the current request known before the security filters run: Jersey's auto-configuration would do so after them. */
@Configuration(proxyBeanMethods = false)
class RequestContextConfiguration {

    @Bean
    OrderedRequestContextFilter requestContextFilter() {
        return new OrderedRequestContextFilter();
    }
}
