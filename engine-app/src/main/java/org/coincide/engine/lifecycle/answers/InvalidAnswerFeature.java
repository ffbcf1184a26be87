package org.coincide.engine.lifecycle.answers;

import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.stream.Stream;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.rest.exception.ExceptionHandlerHelper;
import org.camunda.bpm.engine.rest.exception.InvalidRequestException;
import org.camunda.bpm.engine.rest.exception.RestException;

/**
 * Answers invalid input of a task with 400, and a task that does not exist with 404, in all of Camunda's APIs. Camunda's resource of a task
 * would report both as 500. Each JAX-RS application loads the feature as a service.
 */
public final class InvalidAnswerFeature implements Feature {

    private static final String UNKNOWN_TASK = "Cannot find task with id";

    @Override
    public boolean configure(FeatureContext application) {
        application.register(new Mapper(), Priorities.USER - 1); // before Camunda's own mapper
        application.register(new JsonBodyInterceptor());
        return true;
    }

    /** Reports a failure as Camunda does, unless its cause is invalid input or a task that does not exist. */
    static final class Mapper implements ExceptionMapper<RestException> {

        @Override
        public Response toResponse(RestException failure) {
            RestException reported = failure.getStatus() == Status.INTERNAL_SERVER_ERROR
                    ? causes(failure).flatMap(Mapper::ofTheRequest).findFirst().orElse(failure)
                    : failure;
            return ExceptionHandlerHelper.getInstance().getResponse(reported);
        }

        private static Stream<Throwable> causes(Throwable failure) {
            return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
        }

        private static Stream<RestException> ofTheRequest(Throwable cause) {
            if (cause instanceof BadUserRequestException input) {
                return Stream.of(new InvalidRequestException(Status.BAD_REQUEST, input, input.getMessage()));
            }
            return cause instanceof NullValueException && cause.getMessage().startsWith(UNKNOWN_TASK)
                    ? Stream.of(
                            new RestException(
                                    Status.NOT_FOUND,
                                    "There is no such task: it was completed already, or ended with its process. Nothing has changed."))
                    : Stream.empty();
        }
    }
}
