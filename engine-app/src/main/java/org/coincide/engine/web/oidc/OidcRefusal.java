package org.coincide.engine.web.oidc;

import java.util.Locale;

/** The reasons for a refused login at an identity provider. The operators' pages have a text for each. */
public enum OidcRefusal {
    /** The user did not agree at the provider, or may not use this server. */
    DENIED,
    /** The login took too long, or was begun in another browser. */
    EXPIRED,
    /** The user has no group of this server. */
    GROUPS,
    /** The name belongs to another user, or contains characters that are not allowed. */
    NAME,
    /** The provider is away, or its answer is invalid. */
    PROVIDER;

    /** Returns the value of the parameter {@code login} of the page's address. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
