package org.coincide.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.metadata.BeanDescriptor;
import jakarta.validation.metadata.CascadableDescriptor;
import jakarta.validation.metadata.ContainerDescriptor;
import jakarta.validation.metadata.ElementDescriptor;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.coincide.engine.catalogue.CatalogueEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Requests that break a rule of a field: the response names the field, the rule and the remedy, and is short. */
@WholeServer
class InvalidRequestsIT extends HttpProbe {

    private static final int LONG = 30_000;
    private static final int SHORT = 2_500;

    @Autowired
    RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Autowired
    Validator validator;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            trades/T/notes        | {}                             | /text         | is missing or blank. Send a text.
            trades/T/notes        | {"text":" "}                   | /text         | is missing or blank. Send a text.
            trades/T/notes        | {"text":{}}                    | /text         | has a value of another type, or none. Send a text.
            trades/T/resend       | {}                             | /fromSequence | is missing. Send it.
            trades/T/resend       | {"fromSequence":0}             | /fromSequence | is 0. Send a number of at least 1.
            trades/T/resend       | {"fromSequence":"x"}           | /fromSequence | has a value of another type, or none. Send a whole number.
            trades/T/recovery     | {"action":"STOP"}              | /action       | is "STOP". Send one of CANCEL, CLOSE, RESTART.
            trades/T/recovery     | {"action":"CLOSE","reason":{"code":"x"}} | /reason/code | must be a code in capitals, such as GOODS_LOST. Correct it.
            stock/receipts        | {"receiptNumber":"R","lines":[]} | /lines      | is missing or empty. Send at least one entry.
            stock/receipts        | {"receiptNumber":"R","lines":[{"sku":"A","pieces":-1}]} | /lines/0/pieces | is -1. Send a number of at least 0.
            stock/receipts        | {"receiptNumber":"R","lines":[{"sku":"A","pieces":99999999999}]} | /lines/0/pieces | is 99999999999. Send a whole number, at most 2147483647.
            stock/receipts        | {"receiptNumber":"R","lines":[{"sku":"A","pieces":1,"nextSupply":"soon"}]} | /lines/0/nextSupply | is "soon". Send a date such as 2026-11-28.
            clients               | {"id":"NO","orderLimit":"5"}   | /id           | must be a name of at most 32 small letters, digits and hyphens, such as acme. Correct it.
            clients/acme/secrets  | {"overlap":"long"}             | /overlap      | must be a time such as 12h or 7d. Correct it.
            products              | {"sku":"A","name":"A","unitPrice":"x","currency":"EUR"} | /unitPrice | must be a price such as "12.50", with at most four decimal places. Correct it.
            products              | {"sku":"A","name":"A","unitPrice":"0","currency":"EUR"} | /unitPrice | is 0. Send a number of at least 0.0001.
            processes/order/migrations | {"fromVersion":-1}        | /fromVersion  | is -1. Send a number greater than 0.
            """)
    void theResponseNamesFieldRuleAndRemedy(String entryPoint, String body, String pointer, String text)
            throws Exception {
        JsonNode problem = refused(send(request("/api/operations/" + entryPoint, secrets.operator())
                .header("Content-Type", "application/json")
                .header("Accept-Language", "de")
                .POST(BodyPublishers.ofString(body))));

        JsonNode error = problem.path("errors").path(0);
        assertThat(error.path("pointer").asText()).isEqualTo(pointer);
        assertThat(error.path("text").asText()).isEqualTo("The field " + pointer + " " + text);
        assertThat(error.path("code").asText()).isEqualTo("SCHEMA_INVALID");
        assertThat(problem.path("detail").asText()).isEqualTo(error.path("text").asText() + " Nothing has changed.");
    }

    @Test
    void allInvalidFieldsAreNamed() throws Exception {
        JsonNode problem = refused(post("/api/operations/clients", secrets.operator(), "{}"));

        assertThat(problem.path("errors").findValuesAsText("pointer")).containsExactly("/id", "/orderLimit");
        assertThat(problem.path("detail").asText()).endsWith("There is another error, see errors.");
    }

    @Test
    void aHugeValueIsNotRepeated() throws Exception {
        String huge = "x".repeat(LONG);

        assertThat(refused(note("{\"text\":\"" + huge + "\"}")).path("detail").asText())
                .isEqualTo("The field /text has 30000 characters. Send at most 1000 characters. Nothing has changed.");
        for (String body : List.of(
                "{\"action\":\"" + huge + "\"}",
                "{\"action\":\"CANCEL\",\"variables\":{\"" + huge + "\":1" + "}",
                "{\"action\":\"CANCEL\",\"reason\":\"" + huge + "\"}",
                huge)) {
            refused(post("/api/operations/trades/T/recovery", secrets.operator(), body));
        }
        String lines = "{\"sku\":\"A\",\"pieces\":-1},".repeat(500);
        refused(post(
                "/api/operations/stock/receipts",
                secrets.operator(),
                "{\"receiptNumber\":\"R\",\"lines\":[" + lines.substring(0, lines.length() - 1) + "]}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            trades?limit=x              | The parameter limit is x. Send a number from 1 to 200.
            warnings?limit=x            | The parameter limit is "x". Send a whole number, at most 2147483647.
            warnings?acknowledged=maybe | The parameter acknowledged is "maybe". Send true or false.
            dead-letters/x              | The parameter id is "x". Send a whole number.
            """)
    void aParameterOfAnotherTypeIsNamed(String path, String detail) throws Exception {
        String tail = path.startsWith("dead-letters/") ? "/body" : "";
        assertThat(refused(get("/api/operations/" + path + tail, secrets.operator()))
                        .path("detail")
                        .asText())
                .isEqualTo(detail);
    }

    @Test
    void aHugeParameterIsNotRepeated() throws Exception {
        for (String path : List.of("warnings?limit=", "trades?since=", "trades?limit=")) {
            refused(get("/api/operations/" + path + "9".repeat(3_000), secrets.operator()));
        }
    }

    @Test
    void aBodyThatIsNoObjectIsDescribed() throws Exception {
        assertThat(detail("[]")).isEqualTo("The body has the wrong type. Send a JSON object. Nothing has changed.");
        assertThat(detail("")).isEqualTo("The body is missing. Send a JSON object. Nothing has changed.");
        assertThat(detail("{\"text\":")).startsWith("The body is not valid JSON: ");
        assertThat(detail("{\"text\":\"a\",\"text\":\"b\"}")).startsWith("The body is not valid JSON: Duplicate field");
        HttpResponse<String> typed = send(request("/api/operations/trades/T/notes", secrets.operator())
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString("a")));
        assertProblem(typed, 415);
        assertThat(typed.body()).contains("The Content-Type is not supported. Send application/json.");
    }

    /** Every entry point, also a new one: no response is without a remedy. */
    @Test
    void everyEntryPointDescribesWhatItCannotRead() throws Exception {
        List<String> entryPoints = entryPoints();
        assertThat(entryPoints).hasSizeGreaterThan(15);
        for (String entryPoint : entryPoints) {
            String[] parts = entryPoint.split(" ");
            HttpResponse<String> answer = send(request(parts[1], secrets.operator())
                    .header("Content-Type", "application/json")
                    .method(parts[0], BodyPublishers.ofString("{")));
            assertThat(refused(answer).path("detail").asText())
                    .as(entryPoint)
                    .startsWith("The body is not valid JSON: ");
        }
    }

    @Test
    void everyPatternHasATextOfItsOwn() {
        List<Class<?>> bodies = Stream.concat(
                        validated().map(MethodParameter::getParameterType), Stream.of(CatalogueEntry.class))
                .toList();
        for (Class<?> body : bodies) {
            assertTexts(validator.getConstraintsForClass(body));
        }
    }

    private void assertTexts(BeanDescriptor bean) {
        bean.getConstrainedProperties().forEach(this::assertTexts);
    }

    private <T extends ElementDescriptor & CascadableDescriptor & ContainerDescriptor> void assertTexts(T element) {
        element.getConstraintDescriptors().stream()
                .map(rule -> rule.getAnnotation())
                .filter(Pattern.class::isInstance)
                .map(Pattern.class::cast)
                .forEach(pattern ->
                        assertThat(pattern.message()).as(pattern.regexp()).startsWith("must "));
        if (element.isCascaded()) {
            assertTexts(validator.getConstraintsForClass(element.getElementClass()));
        }
        element.getConstrainedContainerElementTypes().forEach(this::assertTexts);
    }

    private Stream<MethodParameter> validated() {
        return requestMappingHandlerMapping.getHandlerMethods().values().stream()
                .map(HandlerMethod::getMethodParameters)
                .flatMap(Arrays::stream)
                .filter(parameter -> parameter.hasParameterAnnotation(Valid.class));
    }

    private List<String> entryPoints() {
        return requestMappingHandlerMapping.getHandlerMethods().entrySet().stream()
                .filter(handler -> Arrays.stream(handler.getValue().getMethodParameters())
                        .anyMatch(parameter -> parameter.hasParameterAnnotation(Valid.class)))
                .flatMap(handler -> handler.getKey().getPatternValues().stream()
                        .map(path ->
                                method(handler.getKey().getMethodsCondition().getMethods()) + " "
                                        + path.replaceAll("\\{[^}]*}", "1")))
                .sorted()
                .toList();
    }

    private static String method(Set<RequestMethod> methods) {
        return methods.iterator().next().name();
    }

    private HttpResponse<String> note(String body) throws Exception {
        return post("/api/operations/trades/T/notes", secrets.operator(), body);
    }

    private String detail(String body) throws Exception {
        return refused(note(body)).path("detail").asText();
    }

    private static JsonNode refused(HttpResponse<String> answer) throws Exception {
        assertProblem(answer, 400);
        assertThat(answer.body().length()).as(answer.body()).isLessThan(SHORT);
        return new ObjectMapper().readTree(answer.body());
    }
}
