package org.coincide.engine.lifecycle.answers;

import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.rest.exception.ExceptionHandlerHelper;
import org.camunda.bpm.engine.rest.exception.InvalidRequestException;
import org.camunda.bpm.engine.rest.exception.RestException;

/**
 * Answers invalid input of a task with 400 in all of Camunda's APIs. Camunda's resource of a task would report a refusal of the engine or of
 * a listener as 500. Each JAX-RS application loads the feature as a service.
 */
public final class InvalidAnswerFeature implements Feature {

    @Override
    public boolean configure(FeatureContext application) {
        application.register(new Mapper(), Priorities.USER - 1); // before Camunda's own mapper
        return true;
    }

    /** Reports a failure as Camunda does, unless its cause is invalid input. */
    static final class Mapper implements ExceptionMapper<RestException> {

        @Override
        public Response toResponse(RestException failure) {
            RestException reported = failure.getStatus() == Status.INTERNAL_SERVER_ERROR
                    ? invalidInput(failure)
                            .<RestException>map(
                                    input -> new InvalidRequestException(Status.BAD_REQUEST, input, input.getMessage()))
                            .orElse(failure)
                    : failure;
            return ExceptionHandlerHelper.getInstance().getResponse(reported);
        }

        private static Optional<BadUserRequestException> invalidInput(Throwable failure) {
            return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                    .filter(BadUserRequestException.class::isInstance)
                    .map(BadUserRequestException.class::cast)
                    .findFirst();
        }
    }
}
