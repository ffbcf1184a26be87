package org.coincide.client.web.connector;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.OrderUtils;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Responses with and without a time of the next attempt. */
class RetryAfterFilterTest {

    private static final String HEADER = "Retry-After";

    private final RetryAfterFilter filter = new RetryAfterFilter(withRetryAfter("1500ms"));

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void aStatusHasTheDefaultInWholeSeconds(int status) throws Exception {
        assertThat(answered("/api/orders", response -> response.setStatus(status))
                        .getHeaders(HEADER))
                .containsExactly("1");
        assertThat(answered("/api/orders", response -> response.sendError(status))
                        .getHeaders(HEADER))
                .containsExactly("1");
        assertThat(answered("/api/orders", response -> response.sendError(status, "later"))
                        .getHeaders(HEADER))
                .containsExactly("1");
    }

    @Test
    void aValueBeforeTheStatusIsKept() throws Exception {
        assertThat(answered("/api/orders", response -> {
                            response.setHeader(HEADER, "60");
                            response.setStatus(503);
                        })
                        .getHeaders(HEADER))
                .containsExactly("60");
    }

    @Test
    void aValueAfterTheStatusTakesThePlaceOfTheDefault() throws Exception {
        assertThat(answered("/api/orders", response -> {
                            response.setStatus(503);
                            response.addHeader("retry-after", "60");
                            response.addHeader("Other", "a");
                            response.addHeader("Other", "b");
                        })
                        .getHeaders(HEADER))
                .containsExactly("60");
        assertThat(answered("/api/orders", response -> {
                            response.setStatus(503);
                            response.setHeader(HEADER, "60");
                        })
                        .getHeaders(HEADER))
                .containsExactly("60");
        assertThat(answered("/api/orders", response -> {
                            response.setStatus(503);
                            response.addIntHeader(HEADER, 60);
                        })
                        .getHeaders(HEADER))
                .containsExactly("60");
    }

    @Test
    void otherHeadersKeepAllValues() throws Exception {
        MockHttpServletResponse answered = answered("/api/orders", response -> {
            response.addHeader("Other", "a");
            response.addIntHeader("Number", 1);
            response.setStatus(503);
            response.addHeader("Other", "b");
            response.addIntHeader("Number", 2);
            response.addHeader("Other", "c");
        });
        assertThat(answered.getHeaders("Other")).containsExactly("a", "b", "c");
        assertThat(answered.getHeaders("Number")).containsExactly("1", "2");
    }

    /** Only the default gives way: what the code that answers has added stays, as with any other header. */
    @Test
    void ownValuesDoNotReplaceEachOther() throws Exception {
        assertThat(answered("/api/orders", response -> {
                            response.setStatus(503);
                            response.addHeader(HEADER, "60");
                            response.addHeader(HEADER, "90");
                        })
                        .getHeaders(HEADER))
                .containsExactly("60", "90");
        assertThat(answered("/api/orders", response -> {
                            response.addHeader(HEADER, "60");
                            response.addHeader(HEADER, "90");
                            response.setStatus(503);
                        })
                        .getHeaders(HEADER))
                .containsExactly("60", "90");
    }

    @Test
    void anotherPathThatBeginsLikeHealthHasATime() throws Exception {
        assertThat(answered("/actuator/healthy", response -> response.setStatus(503))
                        .getHeader(HEADER))
                .isEqualTo("1");
    }

    @Test
    void noFilterThatRefusesRequestsIsOutside() {
        assertThat(OrderUtils.getOrder(RetryAfterFilter.class)).isEqualTo(Ordered.HIGHEST_PRECEDENCE);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 404, 500, 502})
    void otherStatusesHaveNoTime(int status) throws Exception {
        assertThat(answered("/api/orders", response -> response.setStatus(status))
                        .getHeader(HEADER))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health", "/actuator/health/readiness"})
    void healthReportsAStateOnly(String path) throws Exception {
        assertThat(answered(path, response -> response.setStatus(503)).getHeader(HEADER))
                .isNull();
    }

    private MockHttpServletResponse answered(String path, Answer answer) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        FilterChain chain = (request, wrapped) -> answer.write((HttpServletResponse) wrapped);
        filter.doFilter(new MockHttpServletRequest("POST", path), response, chain);
        return response;
    }

    private static HttpProperties withRetryAfter(String time) {
        MapConfigurationPropertySource settings = new MapConfigurationPropertySource();
        settings.put("coincide.http.retry-after", time);
        return new Binder(settings).bindOrCreate("coincide.http", HttpProperties.class);
    }

    private interface Answer {
        void write(HttpServletResponse response) throws IOException;
    }
}
