package org.coincide.engine.signatures;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The public keys of the server. Needs no login: the keys are not secret, and clients pin them. */
@RestController
class JwkSetResource {

    private final KeyStore keys;

    JwkSetResource(KeyStore keys) {
        this.keys = keys;
    }

    @GetMapping(path = "/.well-known/jwks.json", produces = MediaType.APPLICATION_JSON_VALUE)
    JwkSet keys() {
        return new JwkSet(keys.publicKeys());
    }
}
