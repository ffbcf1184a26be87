package org.coincide.engine.web.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.coincide.engine.people.FederatedUsers;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;

/** The end of a login at an identity provider. */
class OidcLoginHandlerTest {

    private final FederatedUsers users = mock(FederatedUsers.class);
    private final OidcLoginHandler handler = new OidcLoginHandler(
            users,
            mock(ProcessEngine.class),
            new OidcProperties("groups", "camunda-admin", Duration.ofSeconds(5), Duration.ofMinutes(10)));

    /** As if the user logs in in two windows at the same time. */
    @Test
    void aLoginAtTheSameTimeAsAnotherOneIsRepeated() throws Exception {
        when(users.update(any()))
                .thenThrow(new OptimisticLockingException("another login was first"))
                .thenReturn(Set.of());
        MockHttpServletResponse response = new MockHttpServletResponse();

        handler.onAuthenticationSuccess(new MockHttpServletRequest(), response, login());

        assertThat(response.getRedirectedUrl()).isEqualTo("/operations/?login=" + OidcRefusal.GROUPS.code());
    }

    private static TestingAuthenticationToken login() {
        OidcIdToken token = new OidcIdToken(
                "token",
                Instant.EPOCH,
                Instant.EPOCH.plusSeconds(1),
                Map.of("iss", "https://provider.example", "sub", "olga"));
        return new TestingAuthenticationToken(new DefaultOidcUser(List.of(), token), null);
    }
}
