package org.coincide.engine.hooks;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.coincide.engine.adapters.Webhook;
import org.coincide.engine.adapters.WebhookRequest;
import org.coincide.engine.adapters.WebhookResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /hooks/<name>}: hands the unchanged body and the headers to the adapter of this name, which verifies the signature. No
 * login is needed; the limits on bodies and request rates apply.
 */
@RestController
class WebhookResource {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookResource.class);
    private static final int CLIENT_ERROR = 400;

    private final Map<String, Webhook> webhooks;

    WebhookResource(ObjectProvider<Webhook> webhooks) {
        this.webhooks = webhooks.stream().collect(Collectors.toMap(Webhook::name, Function.identity()));
    }

    /** Ignores the Accept header: providers send one of their own, such as {@code application/xml}, and read the status only. */
    @PostMapping(path = "/hooks/{name}", produces = MediaType.ALL_VALUE)
    ResponseEntity<?> receive(@PathVariable String name, HttpServletRequest request) throws IOException {
        Webhook webhook = webhooks.get(name);
        if (webhook == null) {
            return ResponseEntity.status(HttpStatus.NOT_FOUND)
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(ProblemDetail.forStatusAndDetail(
                            HttpStatus.NOT_FOUND, "No adapter receives webhooks under this name. Correct the URL."));
        }
        // Read from the stream: Spring would rebuild the body of a form from its parameters, and signatures would
        // break.
        byte[] body = request.getInputStream().readAllBytes();
        WebhookResponse response = webhook.receive(new WebhookRequest(headers(request), body));
        if (response.status() >= CLIENT_ERROR) {
            LOG.warn("The webhook {} answered {}: {}", name, response.status(), response.text());
        }
        return ResponseEntity.status(response.status())
                .contentType(MediaType.TEXT_PLAIN)
                .body(response.text());
    }

    private static Map<String, List<String>> headers(HttpServletRequest request) {
        Map<String, List<String>> headers = new TreeMap<>();
        Collections.list(request.getHeaderNames())
                .forEach(name -> headers.put(name, Collections.list(request.getHeaders(name))));
        return headers;
    }
}
