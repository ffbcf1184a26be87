package org.coincide.client.support;

import java.util.List;
import java.util.Map;
import org.coincide.client.signatures.SigningKey;

/** The signing key of the server in tests: the one place that signs messages which no real server has signed. */
public final class ServerKey {

    private static final SigningKey KEY =
            SigningKey.parse("{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"d\":\"" + "server00".repeat(5) + "ser\"}");

    private ServerKey() {}

    public static String sign(String text) {
        return KEY.sign(text);
    }

    /** Signs with a key that no client pins. */
    public static String signWithAnotherKey(String text) {
        return SigningKey.generate().sign(text);
    }

    public static String thumbprint() {
        return KEY.publicKey().id();
    }

    /** The settings of a client that pins this key, with a configured key of its own. */
    public static Map<String, String> settings() {
        return Map.of(
                "coincide.client.server-thumbprints",
                thumbprint(),
                "coincide.client.signing-key",
                "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"d\":\"" + "client00".repeat(5) + "cli\"}");
    }

    /** The thumbprint of the client's key in {@link #settings()}. */
    public static String clientThumbprint() {
        return SigningKey.parse(settings().get("coincide.client.signing-key"))
                .publicKey()
                .id();
    }

    /** The settings as arguments of the program. */
    public static List<String> arguments() {
        return settings().entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toList();
    }
}
