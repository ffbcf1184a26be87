package org.coincide.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Produces;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.camunda.bpm.engine.FilterService;
import org.coincide.engine.accounts.Credentials;
import org.coincide.engine.support.Orders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Requests whose Accept header the server cannot satisfy: they are refused before they change anything. */
@WholeServer
class NegotiationIT extends HttpProbe {

    private static final Set<RequestMethod> SAFE =
            Set.of(RequestMethod.GET, RequestMethod.HEAD, RequestMethod.OPTIONS, RequestMethod.TRACE);

    /** Methods of engine-rest whose response has no body. */
    private static final Set<String> WITHOUT_BODY = Set.of("deleteVariableInstance", "deleteProcessDefinition");

    /** Changes nothing, and answers with a page, too. */
    private static final String WITH_A_PAGE = "/api/operations/processes/checks";

    @Autowired
    RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Autowired
    JdbcClient sql;

    @Autowired
    FilterService filters;

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml", "image/*", "nonsense"})
    void everyMutatingEndpointRefusesAnUnacceptableAccept(String accept) throws Exception {
        List<Endpoint> endpoints = mutatingEndpoints();
        assertThat(endpoints)
                .extracting(Endpoint::path)
                .contains("/api/orders", "/api/bank/statements", "/api/operations/stock/receipts", "/hooks/any")
                .hasSizeGreaterThanOrEqualTo(12);
        assertThat(requestMappingHandlerMapping.getHandlerMethods().keySet())
                .filteredOn(mapping -> mapping.getMethodsCondition().isEmpty())
                .flatExtracting(RequestMappingInfo::getPatternValues)
                .containsOnly("/error");
        for (Endpoint endpoint : endpoints) {
            HttpRequest.Builder request = request(endpoint.path(), endpoint.login(this))
                    .header("Content-Type", endpoint.contentType())
                    .header("Accept", accept)
                    .method(endpoint.method(), BodyPublishers.ofString("{}"));
            // Payment providers send webhooks with an Accept header of their own, and none reads the response.
            assertProblem(
                    send(request), endpoint.path().startsWith("/hooks/") && !accept.equals("nonsense") ? 404 : 406);
        }
    }

    @Test
    void anOrderThatCannotBeAnsweredIsNotPlaced() throws Exception {
        String order = Orders.ordinary().put("orderReference", "NEGOTIATED-1").toString();

        assertProblem(send(order(order).header("Accept", "text/html")), 406);
        assertThat(sql.sql("SELECT COUNT(*) FROM trade WHERE order_reference = 'NEGOTIATED-1'")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(send(order(order).header("Accept", "text/html, */*;q=0.1")).statusCode())
                .isEqualTo(201);
    }

    @Test
    void engineRestNegotiatesBeforeItActs() throws Exception {
        long before = filters.createFilterQuery().count();
        HttpResponse<String> answer = send(request("/engine-rest/filter/create", secrets.operator())
                .header("Content-Type", "application/json")
                .header("Accept", "text/html")
                .POST(BodyPublishers.ofString("{\"resourceType\":\"Task\",\"name\":\"negotiated\",\"query\":{}}")));

        assertThat(answer.statusCode()).isEqualTo(406);
        assertThat(filters.createFilterQuery().count()).isEqualTo(before);
    }

    /** JAX-RS decides by this annotation, before it calls the method. */
    @Test
    void everyAnsweringMethodOfEngineRestDeclaresItsMediaType() {
        JavaClasses resources = new ClassFileImporter().importPackages("org.camunda.bpm.engine.rest");
        Stream<JavaMethod> answering = resources.stream()
                .flatMap(resource -> resource.getMethods().stream())
                .filter(method -> Stream.of(POST.class, PUT.class, DELETE.class).anyMatch(method::isAnnotatedWith))
                .filter(method -> !method.getRawReturnType().isEquivalentTo(void.class))
                .filter(method -> !WITHOUT_BODY.contains(method.getName()));
        assertThat(answering)
                .hasSizeGreaterThan(50)
                .filteredOn(method -> !method.isAnnotatedWith(Produces.class)
                        && !method.getOwner().isAnnotatedWith(Produces.class))
                .isEmpty();
    }

    private HttpRequest.Builder order(String order) {
        return request("/api/orders", acme())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(order));
    }

    /** Mappings without a method, such as that of errors, are not reachable: {@code EndpointAccessIT}. */
    private List<Endpoint> mutatingEndpoints() {
        return requestMappingHandlerMapping.getHandlerMethods().keySet().stream()
                .filter(mapping -> !mapping.getPatternValues().contains(WITH_A_PAGE))
                .flatMap(mapping -> mapping.getMethodsCondition().getMethods().stream()
                        .filter(method -> !SAFE.contains(method))
                        .flatMap(method -> Endpoint.of(mapping, method)))
                .toList();
    }

    private record Endpoint(String method, String path, String contentType) {

        static Stream<Endpoint> of(RequestMappingInfo mapping, RequestMethod method) {
            String contentType = mapping.getConsumesCondition().getConsumableMediaTypes().stream()
                    .map(Object::toString)
                    .findFirst()
                    .orElse("application/json");
            return mapping.getPatternValues().stream()
                    .map(pattern -> pattern.replace(
                                    "{tradingId}", UUID.randomUUID().toString())
                            .replaceAll("\\{\\w+:(\\w+)[^}]*}", "$1")
                            .replaceAll("\\{[^}]*}", "any"))
                    .map(path -> new Endpoint(method.name(), path, contentType));
        }

        Credentials login(HttpProbe probe) {
            if (path.startsWith("/api/operations/")) {
                return probe.secrets.operator();
            }
            if (path.startsWith("/api/carrier/")) {
                return probe.secrets.carrier();
            }
            if (path.startsWith("/api/bank/")) {
                return probe.secrets.bank();
            }
            return path.startsWith("/api/provider/") ? probe.secrets.provider() : probe.acme();
        }
    }
}
