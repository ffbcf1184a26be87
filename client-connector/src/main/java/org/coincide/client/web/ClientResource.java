package org.coincide.client.web;

import org.coincide.client.broker.ClientProperties;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whose books these are. */
@RestController
class ClientResource {

    private final ClientProperties account;

    ClientResource(ClientProperties account) {
        this.account = account;
    }

    @GetMapping(path = "/api/client", produces = MediaType.APPLICATION_JSON_VALUE)
    Whose whose() {
        return new Whose(account.id());
    }

    /** The client by its identifier. */
    record Whose(String clientId) {}
}
