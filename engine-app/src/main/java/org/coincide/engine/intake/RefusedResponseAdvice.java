package org.coincide.engine.intake;

import java.util.List;
import org.coincide.engine.acceptance.Refusal;
import org.coincide.engine.journal.RefusedRequest;
import org.coincide.engine.journal.messages.RefusalReport.RefusalReason;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Publishes an event for each order or request that is refused by HTTP, with the codes of the problem's errors. */
@RestControllerAdvice(assignableTypes = {OrderResource.class, TradeRequestResource.class})
class RefusedResponseAdvice implements ResponseBodyAdvice<Object> {

    private static final String ERRORS = "errors";
    private static final String REFERENCE_TAKEN = "ORDER_REFERENCE_TAKEN";

    private final ApplicationEventPublisher events;

    RefusedResponseAdvice(ApplicationEventPublisher events) {
        this.events = events;
    }

    @Override
    public boolean supports(MethodParameter method, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public Object beforeBodyWrite(
            Object body,
            MethodParameter method,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (body instanceof ProblemDetail problem && !isBacklog(problem)) {
            events.publishEvent(RefusedRequest.byHttp(codes(problem)));
        }
        return body;
    }

    /** A full backlog refuses any order, and no order in particular. */
    private static boolean isBacklog(ProblemDetail problem) {
        return problem.getStatus() == HttpStatus.TOO_MANY_REQUESTS.value() && problem.getProperties() == null;
    }

    /** A problem without errors is the conflict of an order reference. */
    private static List<String> codes(ProblemDetail problem) {
        Object errors =
                problem.getProperties() == null ? null : problem.getProperties().get(ERRORS);
        if (!(errors instanceof List<?> reasons)) {
            return List.of(REFERENCE_TAKEN);
        }
        return reasons.stream().map(RefusedResponseAdvice::code).toList();
    }

    private static String code(Object reason) {
        return reason instanceof Refusal refusal ? refusal.code() : ((RefusalReason) reason).code();
    }
}
