package org.coincide.client.evidence;

import java.util.Optional;
import java.util.regex.Pattern;
import org.coincide.client.signatures.SigningKey;

/**
 * The end of an evidence file: the digest of all bytes before it, and the signature of this digest by the client that wrote the file. The
 * signature covers what no message's signature covers, such as warnings and times.
 *
 * @param digest SHA-256 of the bytes before the seal, in hexadecimal
 * @param signature detached JWS of {@link #signedText(String)}; null in a file of an earlier build
 * @param length number of bytes of the seal
 */
record EvidenceSeal(String digest, String signature, int length) {

    /** More bytes than any seal has. */
    static final int LONGEST = 2200;

    private static final Pattern SEAL = Pattern.compile(
            ",\"sha256\":\"(?<digest>[0-9a-f]{64})\"(,\"signature\":\"(?<signature>[A-Za-z0-9_.-]{1,2000})\")?}\n\\z");

    /** Returns the seal at the end of a file; empty if the file does not end with one. */
    static Optional<EvidenceSeal> of(String tail) {
        var matcher = SEAL.matcher(tail);
        return matcher.find()
                ? Optional.of(new EvidenceSeal(
                        matcher.group("digest"),
                        matcher.group("signature"),
                        matcher.group().length()))
                : Optional.empty();
    }

    /** Returns the bytes of a seal as text. */
    static String text(String digest, SigningKey key) {
        return ",\"sha256\":\"" + digest + "\",\"signature\":\"" + key.sign(signedText(digest)) + "\"}\n";
    }

    /** Names the purpose, so that no signature of a message is one of a file. */
    static String signedText(String digest) {
        return EvidenceWriter.FORMAT + ":" + digest;
    }
}
