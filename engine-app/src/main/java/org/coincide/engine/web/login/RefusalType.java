package org.coincide.engine.web.login;

import java.net.URI;
import java.util.Locale;

/** The reasons for a response with status 429, as types of its problem (RFC 9457). The operators' pages have a text for each. */
public enum RefusalType {
    /** Wrong passwords came from the address of the login. */
    TOO_MANY_WRONG_PASSWORDS,
    /** Other logins are being checked. */
    TOO_MANY_LOGINS,
    /** Other requests are being processed, or too many were sent in one second. */
    TOO_MANY_REQUESTS;

    /** Returns the problem's type. */
    public URI uri() {
        return URI.create(
                "urn:coincide:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
