package org.coincide.client.web.login;

import java.util.Collection;
import java.util.Set;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** Refuses users of the provider who are not members of the required group. */
final class GroupUserService implements OAuth2UserService<OidcUserRequest, OidcUser> {

    static final String NO_MEMBER = "group";

    private final OAuth2UserService<OidcUserRequest, OidcUser> users;
    private final LoginProperties properties;

    GroupUserService(OAuth2UserService<OidcUserRequest, OidcUser> users, LoginProperties properties) {
        this.users = users;
        this.properties = properties;
    }

    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        var user = users.loadUser(request);
        if (!properties.group().isBlank()
                && !groups(user.getClaims().get(properties.groupsClaim())).contains(properties.group())) {
            throw new OAuth2AuthenticationException(
                    new OAuth2Error(NO_MEMBER),
                    "User %s is not in the group %s of the claim %s."
                            .formatted(user.getName(), properties.group(), properties.groupsClaim()));
        }
        return user;
    }

    private static Collection<?> groups(Object claim) {
        return claim instanceof Collection<?> list ? list : Set.of(String.valueOf(claim));
    }
}
