package org.coincide.client.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.catalina.connector.ClientAbortException;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.mock.web.MockHttpServletResponse;

class ApiExceptionHandlerTest {

    private final ApiExceptionHandler handler = new ApiExceptionHandler(new ObjectMapper());

    @Test
    void aConnectionClosedByTheServerIsAnError() throws Exception {
        var failure = new UncheckedIOException(new IOException("Connection reset by peer"));

        assertThat(handler.internalError(failure, new MockHttpServletResponse()).getStatusCode())
                .isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
    }

    @Test
    void aConnectionClosedByTheSenderHasNoResponse() throws Exception {
        var failure = new HttpMessageNotWritableException(
                "Could not write JSON", new ClientAbortException(new IOException("Broken pipe")));

        assertThat(handler.internalError(failure, new MockHttpServletResponse()))
                .isNull();
    }
}
