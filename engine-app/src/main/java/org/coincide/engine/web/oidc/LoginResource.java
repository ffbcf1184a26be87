package org.coincide.engine.web.oidc;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/operations/login}: the identity providers, for the login form. Needs no login. */
@RestController
class LoginResource {

    /**
     * An identity provider.
     *
     * @param name display name
     * @param address path at which a login begins
     */
    record Provider(String name, String address) {}

    private final ObjectProvider<OidcLogin> logins;

    LoginResource(ObjectProvider<OidcLogin> logins) {
        this.logins = logins;
    }

    @GetMapping(path = "/api/operations/login", produces = MediaType.APPLICATION_JSON_VALUE)
    List<Provider> providers() {
        return logins.stream()
                .flatMap(login -> login.names().entrySet().stream())
                .map(provider -> new Provider(provider.getValue(), OidcLogin.BEGIN + "/" + provider.getKey()))
                .toList();
    }
}
