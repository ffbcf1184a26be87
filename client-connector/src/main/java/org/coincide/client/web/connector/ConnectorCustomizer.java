package org.coincide.client.web.connector;

import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.coincide.client.web.WebProperties;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Sets the limits of an HTTP connector against slow senders and readers, and its answers to malformed requests. */
@Component
@ConditionalOnWebApplication
class ConnectorCustomizer implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    /** Milliseconds for which a read inside the header of a chunk can block. */
    private static final int CHUNK_HEADER_TIMEOUT = 2_000;
    /** Bytes of the extensions and of the trailer of a chunked body. Nothing uses them. */
    private static final int CHUNK_EXTRAS = 64;

    private final HttpProperties http;
    private final WebProperties web;
    private final ServerProperties server;

    ConnectorCustomizer(HttpProperties http, WebProperties web, ServerProperties server) {
        this.http = http;
        this.web = web;
        this.server = server;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        BodyReader reader = new BodyReader(new IncompleteBodies(http.incompleteBodies()), http.bodyTime());
        factory.addEngineValves(
                new PathValve(),
                new RequestBodyValve(
                        web.bodyLimit().toBytes(),
                        server.getTomcat().getMaxSwallowSize().toBytes(),
                        reader));
        factory.setProtocol(AddressLimitProtocol.class.getName());
        factory.addConnectorCustomizers(this::limit);
        factory.addContextCustomizers(context -> report((StandardHost) context.getParent()));
    }

    /** Adds the report of errors. The host would create a second one of its own without the name of the class. */
    private void report(StandardHost host) {
        host.setErrorReportValveClass(ProblemReportValve.class.getName());
        host.getPipeline().addValve(new ProblemReportValve(http.retryAfter()));
    }

    private void limit(Connector connector) {
        AddressLimitProtocol protocol = (AddressLimitProtocol) connector.getProtocolHandler();
        protocol.setConnectionsPerAddress(http.connectionsPerAddress());
        protocol.setUnreadResponses(http.unreadResponses(), http.unreadCheckInterval());
        protocol.setPipelinedRequests(http.pipelinedRequests());
        protocol.setDisableUploadTimeout(false);
        protocol.setConnectionUploadTimeout(CHUNK_HEADER_TIMEOUT);
        protocol.setMaxExtensionSize(CHUNK_EXTRAS);
        protocol.setMaxTrailerSize(CHUNK_EXTRAS);
    }
}
