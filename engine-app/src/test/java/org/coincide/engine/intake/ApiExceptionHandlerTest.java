package org.coincide.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import org.apache.catalina.connector.ClientAbortException;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.transaction.CannotCreateTransactionException;

class ApiExceptionHandlerTest {

    private final ApiExceptionHandler handler = new ApiExceptionHandler();

    @Test
    void aConnectionClosedByTheDatabaseIsUnavailability() {
        var failure = new CannotCreateTransactionException(
                "Could not open JDBC connection", new SQLException("I/O error", "08001", new EOFException()));

        assertThat(handler.internalError(failure).getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
    }

    @Test
    void aConnectionClosedByAPartnerIsAnError() {
        var failure = new UncheckedIOException(new IOException("Connection reset by peer"));

        assertThat(handler.internalError(failure).getStatusCode()).isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
    }

    @Test
    void aConnectionClosedByTheSenderHasNoResponse() {
        var failure = new HttpMessageNotWritableException(
                "Could not write JSON", new ClientAbortException(new IOException("Broken pipe")));

        assertThat(handler.internalError(failure)).isNull();
    }
}
