import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Signatures of messages, and thumbprints of keys. */
class Signatures extends Contract {
    /** Verifies a detached JWS (RFC 7797) over the exact bytes of the body; returns the thumbprint of its key (RFC 7638), or null. */
    static String verified(String body, String signature) {
        try {
            String[] parts = signature.split("\\.", -1);
            Object header = new Json(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(decoded(parts[0]))).toString()).document();
            byte[] x = decoded((String) get(header, "jwk.x"));
            byte[] encoded = HexFormat.of().parseHex("302a300506032b6570032100" + HexFormat.of().formatHex(x)); // RFC 8410
            var key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
            var verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update((parts[0] + "." + body).getBytes(StandardCharsets.UTF_8));
            String kid = thumbprint((String) get(header, "jwk.x"));
            return signature.length() <= 2000 && parts.length == 3 && parts[1].isEmpty() && "EdDSA".equals(get(header, "alg")) && Boolean.FALSE.equals(get(header, "b64"))
                    && List.of("b64").equals(get(header, "crit")) && "OKP".equals(get(header, "jwk.kty")) && "Ed25519".equals(get(header, "jwk.crv")) && kid.equals(get(header, "kid"))
                    && verifier.verify(decoded(parts[2])) ? kid : null;
        } catch (Exception e) { return null; } // whatever is wrong with it, it is no signature
    }
    /** Decodes base64url in its only spelling. */
    static byte[] decoded(String text) {
        byte[] bytes = Base64.getUrlDecoder().decode(text);
        if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text)) throw new IllegalArgumentException("another spelling");
        return bytes;
    }
    static String thumbprint(String x) throws Exception {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256("{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + x + "\"}"));
    }
}
