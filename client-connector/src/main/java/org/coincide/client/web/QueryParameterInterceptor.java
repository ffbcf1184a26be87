package org.coincide.client.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Refuses requests of the API with a parameter that the endpoint would ignore: one that it does not know, such as a misspelled filter, a
 * further value of one that has a single value, and a blank value.
 */
@Component
class QueryParameterInterceptor implements HandlerInterceptor, WebMvcConfigurer {

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            var known = known(method);
            request.getParameterMap().forEach((name, values) -> {
                requireKnown(name, known);
                requireOne(name, values, known.get(name));
                requireText(name, values);
            });
        }
        return true;
    }

    private static void requireKnown(String name, Map<String, MethodParameter> known) {
        if (!known.containsKey(name)) {
            throw refusal("The parameter " + name + " is unknown. "
                    + (known.isEmpty()
                            ? "This request has no parameters."
                            : "Known are: " + String.join(", ", known.keySet()) + "."));
        }
    }

    private static void requireOne(String name, String[] values, MethodParameter parameter) {
        if (values.length > 1 && !Collection.class.isAssignableFrom(parameter.getParameterType())) {
            throw refusal("The parameter " + name + " is given " + values.length + " times. Send it once.");
        }
    }

    /** An empty value is like none; a blank one would become an element without a value. */
    private static void requireText(String name, String[] values) {
        for (var value : values) {
            if (value.isBlank() && (!value.isEmpty() || values.length > 1)) {
                throw refusal("The parameter " + name + " is blank. Send a value, or leave it out.");
            }
        }
    }

    private static ResponseStatusException refusal(String text) {
        return new ResponseStatusException(HttpStatus.BAD_REQUEST, text);
    }

    private static Map<String, MethodParameter> known(HandlerMethod method) {
        Map<String, MethodParameter> known = new TreeMap<>();
        Arrays.stream(method.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                .forEach(parameter -> known.put(name(parameter), parameter));
        return known;
    }

    private static String name(MethodParameter parameter) {
        return Optional.of(parameter.getParameterAnnotation(RequestParam.class).name())
                .filter(name -> !name.isEmpty())
                .orElseGet(() -> parameter.getParameter().getName());
    }
}
