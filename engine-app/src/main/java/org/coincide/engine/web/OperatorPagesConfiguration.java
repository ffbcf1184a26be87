package org.coincide.engine.web;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The address of the operators' pages, whose files are in {@code static/operations}. */
@Configuration(proxyBeanMethods = false)
class OperatorPagesConfiguration implements WebMvcConfigurer {

    static final String PATH = "/operations";

    @Override
    public void addViewControllers(ViewControllerRegistry pages) {
        pages.addRedirectViewController(PATH, PATH + "/");
        pages.addViewController(PATH + "/").setViewName("forward:" + PATH + "/index.html");
    }
}
