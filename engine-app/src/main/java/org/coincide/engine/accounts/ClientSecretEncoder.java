package org.coincide.engine.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder.SecretKeyFactoryAlgorithm;

/**
 * Hashes the secrets of clients. A client sends its secret with each request, so the hash of a generated secret is a fast one; a secret
 * that a person has chosen gets a slow hash, and its last successful verification is remembered by a digest under a key of this process.
 */
public final class ClientSecretEncoder {

    private static final String GENERATED = "sha256";
    private static final String CHOSEN = "pbkdf2";
    private static final int SALT_BYTES = 16;
    private static final int ITERATIONS = 120_000;
    private static final String MAC = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private static final PasswordEncoder FAST = new ConstantTimePasswordEncoder();

    private final PasswordEncoder slow;
    private final PasswordEncoder hashes;
    private final Map<String, byte[]> verified = new ConcurrentHashMap<>();
    private final SecretKeySpec key = newKey();

    private ClientSecretEncoder(int iterations) {
        slow = new Pbkdf2PasswordEncoder("", SALT_BYTES, iterations, SecretKeyFactoryAlgorithm.PBKDF2WithHmacSHA256);
        hashes = new DelegatingPasswordEncoder(GENERATED, Map.of(GENERATED, FAST, CHOSEN, slow));
    }

    public ClientSecretEncoder() {
        this(ITERATIONS);
    }

    /** An encoder of hashes that are not stored. */
    static ClientSecretEncoder inMemory() {
        return new ClientSecretEncoder(1);
    }

    /** Returns the hash of a secret, which no log may contain. */
    public String encode(String secret) {
        return SecretGenerator.isGenerated(secret)
                ? "{" + GENERATED + "}" + FAST.encode(secret)
                : "{" + CHOSEN + "}" + slow.encode(secret);
    }

    /** Returns a new secret for a client. */
    public static String generate() {
        return SecretGenerator.next();
    }

    boolean matches(String secret, String hash) {
        if (hash.startsWith("{" + GENERATED + "}")) {
            return hashes.matches(secret, hash);
        }
        byte[] digest = digest(secret);
        byte[] last = verified.get(hash);
        if (last != null && MessageDigest.isEqual(last, digest)) {
            return true;
        }
        return matchesSlowly(secret, hash, digest);
    }

    /** One at a time, so that wrong secrets cannot occupy all processors. */
    private synchronized boolean matchesSlowly(String secret, String hash, byte[] digest) {
        boolean matches = hashes.matches(secret, hash);
        if (matches) {
            verified.put(hash, digest);
        }
        return matches;
    }

    private byte[] digest(String secret) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            return mac.doFinal(secret.getBytes(UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has " + MAC, impossible);
        }
    }

    private static SecretKeySpec newKey() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return new SecretKeySpec(bytes, MAC);
    }
}
