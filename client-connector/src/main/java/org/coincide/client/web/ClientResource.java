package org.coincide.client.web;

import org.coincide.client.broker.ClientProperties;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** REST resource of this client's identifier: {@code /api/client}. */
@RestController
class ClientResource {

    private final ClientProperties client;

    ClientResource(ClientProperties client) {
        this.client = client;
    }

    @GetMapping(path = "/api/client", produces = MediaType.APPLICATION_JSON_VALUE)
    ClientView client() {
        return new ClientView(client.id());
    }

    /** The client in the REST API. */
    record ClientView(String clientId) {}
}
