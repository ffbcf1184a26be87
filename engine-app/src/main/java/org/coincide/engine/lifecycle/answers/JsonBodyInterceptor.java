package org.coincide.engine.lifecycle.answers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.rest.exception.InvalidRequestException;

/**
 * Refuses bodies on which Camunda's resources would fail: {@code null} in place of an object, a variable that is {@code null} in place of
 * its value and type, and a file without a name.
 */
final class JsonBodyInterceptor implements ReaderInterceptor {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The members of Camunda's bodies that contain variables by name. */
    private static final Set<String> VARIABLES =
            Set.of("variables", "modifications", "localVariables", "processVariables", "correlationKeys");

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        if (!MediaType.APPLICATION_JSON_TYPE.isCompatible(context.getMediaType())) {
            return context.proceed();
        }
        byte[] body = context.getInputStream().readAllBytes();
        fault(body).ifPresent(fault -> {
            throw new InvalidRequestException(Status.BAD_REQUEST, fault + " Nothing has changed.");
        });
        context.setInputStream(new ByteArrayInputStream(body));
        return context.proceed();
    }

    private static Optional<String> fault(byte[] body) throws IOException {
        try {
            return fault(JSON.readTree(body));
        } catch (JsonProcessingException malformed) {
            // Camunda's reader reports it.
            return Optional.empty();
        }
    }

    private static Optional<String> fault(JsonNode body) {
        return body.isNull()
                ? Optional.of("The body is null. Send a JSON object.")
                : VARIABLES.stream()
                        .map(body::path)
                        .filter(JsonNode::isObject)
                        .flatMap(variables -> variables.properties().stream())
                        .flatMap(JsonBodyInterceptor::fault)
                        .findFirst();
    }

    private static Stream<String> fault(Map.Entry<String, JsonNode> variable) {
        if (variable.getValue().isNull()) {
            return Stream.of("The variable %s is null. Send an object with its value and its type."
                    .formatted(variable.getKey()));
        }
        boolean isFile = variable.getValue().path("type").asText().equalsIgnoreCase("File");
        return isFile && !variable.getValue().at("/valueInfo/filename").isTextual()
                ? Stream.of("The file %s has no name. Send it as valueInfo.filename.".formatted(variable.getKey()))
                : Stream.empty();
    }
}
