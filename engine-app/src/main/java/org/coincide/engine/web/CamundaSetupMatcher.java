package org.coincide.engine.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Locale;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Matches Camunda's page and API for the setup of the first administrator, for every engine and spelling of the path. */
final class CamundaSetupMatcher implements RequestMatcher {

    private static final RequestMatcher CAMUNDA = new PathPrefixMatcher("/camunda");

    @Override
    public boolean matches(HttpServletRequest request) {
        String path = PathPrefixMatcher.pathOf(request).toLowerCase(Locale.ROOT);
        return CAMUNDA.matches(request)
                && Arrays.stream(path.split("/"))
                        .anyMatch(segment -> segment.strip().equals("setup"));
    }
}
