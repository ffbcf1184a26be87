package org.coincide.engine.accounts;

import java.time.Instant;

/**
 * A secret of a client. {@link #toString()} returns only the id, so that no log contains the hash.
 *
 * @param hash in the format of Spring Security's DelegatingPasswordEncoder
 * @param validUntil end of the validity after a rotation; null while the secret is valid without an end
 */
public record ClientSecret(String id, String hash, Instant createdAt, Instant validUntil) {

    boolean isValid(Instant now) {
        return validUntil == null || now.isBefore(validUntil);
    }

    @Override
    public String toString() {
        return id;
    }
}
