package org.coincide.client.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.InputStream;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/**
 * Adds a weak ETag to the API's lists and entries, and responds to an equal {@code If-None-Match} with 304. The tag is weak, since
 * the same content can be sent compressed.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class EntityTagFilter extends ShallowEtagHeaderFilter {

    EntityTagFilter() {
        setWriteWeakETag(true);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getRequestURI();
        return !HttpMethod.GET.matches(request.getMethod())
                || !path.startsWith("/api/")
                || path.equals("/api/changes")
                || path.startsWith("/api/export")
                || path.startsWith("/api/evidence");
    }

    /** Also for responses that nothing may store: programs compare them. */
    @Override
    protected boolean isEligibleForEtag(
            HttpServletRequest request, HttpServletResponse response, int status, InputStream body) {
        return !response.isCommitted() && HttpStatus.valueOf(status).is2xxSuccessful();
    }
}
