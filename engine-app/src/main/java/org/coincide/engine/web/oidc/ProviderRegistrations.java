package org.coincide.engine.web.oidc;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientProperties;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientPropertiesMapper;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;

/**
 * The registrations at the providers of the settings. Reads a provider's metadata at the first login, so that the server starts while
 * the provider is away.
 */
final class ProviderRegistrations implements ClientRegistrationRepository {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderRegistrations.class);

    private final OAuth2ClientProperties properties;
    private final Map<String, ClientRegistration> known = new ConcurrentHashMap<>();

    ProviderRegistrations(OAuth2ClientProperties properties) {
        this.properties = properties;
    }

    /** Returns the display names by registration id. */
    Map<String, String> names() {
        Map<String, String> names = new TreeMap<>();
        properties
                .getRegistration()
                .forEach((id, registration) ->
                        names.put(id, registration.getClientName() == null ? id : registration.getClientName()));
        return names;
    }

    /** Returns null for an unknown registration, and while the provider is away. */
    @Override
    public ClientRegistration findByRegistrationId(String id) {
        if (!properties.getRegistration().containsKey(id)) {
            return null;
        }
        ClientRegistration read = known.get(id);
        return read == null ? read(id) : read;
    }

    private ClientRegistration read(String id) {
        try {
            known.putAll(new OAuth2ClientPropertiesMapper(only(id)).asClientRegistrations());
            return known.get(id);
        } catch (RuntimeException away) {
            LOG.warn(
                    "The metadata of the identity provider {} cannot be read. Logins there fail until it answers; check spring.security.oauth2.client.provider. Cause: {}",
                    id,
                    away.toString());
            return null;
        }
    }

    private OAuth2ClientProperties only(String id) {
        OAuth2ClientProperties one = new OAuth2ClientProperties();
        one.getRegistration().put(id, properties.getRegistration().get(id));
        one.getProvider().putAll(properties.getProvider());
        return one;
    }
}
