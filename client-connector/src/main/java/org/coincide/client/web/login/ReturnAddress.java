package org.coincide.client.web.login;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The address of this client to which a person returns after the login, in the parameter {@code to}. */
final class ReturnAddress {

    static final String PARAMETER = "to";

    /** A path of this client with its fragment. Browsers read {@code //} and {@code /\} as the beginning of another host. */
    private static final Pattern OWN = Pattern.compile("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\]]{0,1000}");

    private ReturnAddress() {}

    /** Returns the address that the request asks for, or the page if it is none of this client. */
    static String of(HttpServletRequest request) {
        var pending = request.getAttribute(PARAMETER);
        return own(pending == null ? request.getParameter(PARAMETER) : pending.toString());
    }

    static String own(String address) {
        return address != null && OWN.matcher(address).matches() && !address.startsWith("/login") ? address : "/";
    }

    static String encoded(String address) {
        return URLEncoder.encode(address, StandardCharsets.UTF_8);
    }
}
