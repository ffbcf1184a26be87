package org.coincide.engine.security;

import org.coincide.engine.operations.ClientAccounts;
import org.coincide.engine.operations.Secrets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Clients log in with their id and their secret, the same as at the broker. */
@Configuration(proxyBeanMethods = false)
class ClientLogins {

    static final String CLIENT = "CLIENT";

    @Bean
    AuthenticationProvider clientAuthentication(ClientAccounts clients, Secrets secrets) {
        PasswordEncoder encoder = new RandomSecrets();
        UserDetailsService users = id -> clients.find(id)
                .map(client -> User.withUsername(client.id())
                        .password(encoder.encode(secrets.ofClient(client.id())))
                        .roles(CLIENT)
                        .build())
                .orElseThrow(() -> new UsernameNotFoundException("No such client"));
        DaoAuthenticationProvider provider = new DaoAuthenticationProvider(users);
        provider.setPasswordEncoder(encoder);
        return provider;
    }
}
