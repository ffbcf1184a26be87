package org.coincide.engine.web.negotiation;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.ContentNegotiationManager;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Refuses a request that changes something with status 406, before anything is changed, if its {@code Accept} header excludes
 * the response. Spring MVC compares the header with a response only when it writes the response.
 */
final class NegotiationInterceptor implements HandlerInterceptor {

    private static final Set<HttpMethod> SAFE =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.TRACE);

    private final ContentNegotiationManager negotiation = new ContentNegotiationManager();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpMediaTypeNotAcceptableException {
        if (!SAFE.contains(HttpMethod.valueOf(request.getMethod()))) {
            Collection<MediaType> produced = produced(request);
            boolean acceptable = negotiation.resolveMediaTypes(new ServletWebRequest(request)).stream()
                    .anyMatch(accepted -> produced.stream().anyMatch(accepted::isCompatibleWith));
            if (!acceptable) {
                throw new HttpMediaTypeNotAcceptableException(List.copyOf(produced));
            }
        }
        return true;
    }

    /** The media types that the mapping declares; JSON if it declares none. */
    @SuppressWarnings("unchecked")
    private static Collection<MediaType> produced(HttpServletRequest request) {
        Object declared = request.getAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE);
        return declared == null ? Set.of(MediaType.APPLICATION_JSON) : (Collection<MediaType>) declared;
    }
}
