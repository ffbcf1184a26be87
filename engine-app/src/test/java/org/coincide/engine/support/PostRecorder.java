package org.coincide.engine.support;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.web.client.RestTemplateCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.RestTemplate;

/** Adds the clients' HTTP requests to the recordings of the running test. */
public final class PostRecorder implements RestTemplateCustomizer, ClientHttpRequestInterceptor {

    private static final String BASIC = "Basic ";

    private volatile Map<String, Recording> recordings = Map.of();

    /** Sets the current recordings by client id. */
    public void into(Map<String, Recording> ofClients) {
        recordings = Map.copyOf(ofClients);
    }

    @Override
    public void customize(RestTemplate template) {
        template.getInterceptors().add(this);
    }

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        Optional<ObjectNode> step = Optional.of(request)
                .filter(posted -> posted.getMethod() == HttpMethod.POST)
                .map(posted -> recordings.get(user(posted.getHeaders())))
                .map(recording ->
                        recording.posting(request.getURI().getPath(), new String(body, StandardCharsets.UTF_8)));
        ClientHttpResponse response = execution.execute(request, body);
        if (step.isPresent()) {
            step.get().put("status", response.getStatusCode().value());
        }
        return response;
    }

    private static String user(HttpHeaders headers) {
        String authorization = headers.getFirst(HttpHeaders.AUTHORIZATION);
        if (authorization == null || !authorization.startsWith(BASIC)) {
            return "";
        }
        String login =
                new String(Base64.getDecoder().decode(authorization.substring(BASIC.length())), StandardCharsets.UTF_8);
        return login.substring(0, login.indexOf(':'));
    }
}
