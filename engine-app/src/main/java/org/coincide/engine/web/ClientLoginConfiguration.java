package org.coincide.engine.web;

import org.coincide.engine.accounts.AccountSecrets;
import org.coincide.engine.accounts.ClientAccounts;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The authentication of clients over HTTP, by the same id and secret as at the broker. */
@Configuration(proxyBeanMethods = false)
class ClientLoginConfiguration {

    static final String CLIENT = "CLIENT";

    @Bean
    AuthenticationProvider clientAuthentication(ClientAccounts clients, AccountSecrets secrets) {
        PasswordEncoder encoder = new ConstantTimePasswordEncoder();
        UserDetailsService users = id -> clients.find(id)
                .map(client -> User.withUsername(client.id())
                        .password(encoder.encode(secrets.ofClient(client.id())))
                        .roles(CLIENT)
                        .build())
                .orElseThrow(() -> new UsernameNotFoundException("Unknown client"));
        DaoAuthenticationProvider provider = new DaoAuthenticationProvider(users);
        provider.setPasswordEncoder(encoder);
        return provider;
    }
}
