package org.coincide.engine.web.session;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;

/**
 * The session of one request without a login. Its CSRF token is the one of the request's cookie; a page of another origin cannot send
 * the header that must equal it. The login creates a stored session.
 */
final class AnonymousSession implements HttpSession {

    private static final String AUTHENTICATIONS = "authenticatedUser";

    private final Map<String, Object> attributes = new HashMap<>();
    private final ServletContext context;
    private final Supplier<HttpSession> stored;
    private int maxInactiveInterval;

    /**
     * Creates the session.
     *
     * @param initial attributes at the start of the request
     * @param stored creates the session of a user who has logged in
     */
    AnonymousSession(Map<String, Object> initial, ServletContext context, Supplier<HttpSession> stored) {
        this.attributes.putAll(initial);
        this.context = context;
        this.stored = stored;
    }

    @Override
    public Object getAttribute(String name) {
        return attributes.get(name);
    }

    @Override
    public void setAttribute(String name, Object value) {
        if (name.equals(AUTHENTICATIONS)
                && value instanceof Authentications login
                && !login.getAuthentications().isEmpty()) {
            stored.get().setAttribute(name, value);
        }
        attributes.put(name, value);
    }

    @Override
    public void removeAttribute(String name) {
        attributes.remove(name);
    }

    @Override
    public Enumeration<String> getAttributeNames() {
        return Collections.enumeration(attributes.keySet());
    }

    @Override
    public void invalidate() {
        attributes.clear();
    }

    @Override
    public boolean isNew() {
        return true;
    }

    @Override
    public String getId() {
        return "anonymous";
    }

    @Override
    public long getCreationTime() {
        return 0;
    }

    @Override
    public long getLastAccessedTime() {
        return 0;
    }

    @Override
    public ServletContext getServletContext() {
        return context;
    }

    @Override
    public void setMaxInactiveInterval(int seconds) {
        maxInactiveInterval = seconds;
    }

    @Override
    public int getMaxInactiveInterval() {
        return maxInactiveInterval;
    }
}
