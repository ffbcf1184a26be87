package org.coincide.engine.web.connector;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.apache.catalina.connector.Request;
import org.apache.tomcat.util.buf.ByteChunk;
import org.coincide.engine.json.StorableText;
import org.springframework.http.HttpHeaders;

/**
 * Finds texts in a request that no database stores unchanged: with NUL, an unpaired surrogate, or bytes that are not of the request's
 * encoding. The check covers every endpoint, since texts of any request can reach the database.
 */
final class RequestTexts {

    private static final int HEXADECIMAL = 16;
    private static final String BASIC = "basic ";

    private RequestTexts() {}

    /** Returns the first part of the request with such a text. */
    static Optional<String> invalidPart(Request request, ByteChunk body) {
        String query = request.getQueryString() == null ? "" : request.getQueryString();
        if (!isStorable(decoded(request.getRequestURI()), StandardCharsets.UTF_8)) {
            return Optional.of("path");
        }
        if (!isStorable(decoded(query), StandardCharsets.UTF_8)) {
            return Optional.of("query");
        }
        if (hasNulIn(request.getHeader(HttpHeaders.AUTHORIZATION))) {
            return Optional.of("Authorization header");
        }
        return isStorable(type(request), request.getCharacterEncoding(), body) ? Optional.empty() : Optional.of("body");
    }

    private static String type(Request request) {
        return request.getContentType() == null ? "" : request.getContentType().toLowerCase(Locale.ROOT);
    }

    private static boolean hasNulIn(String authorization) {
        if (authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith(BASIC)) {
            return false;
        }
        try {
            byte[] login = Base64.getDecoder()
                    .decode(authorization.substring(BASIC.length()).strip());
            return new String(login, StandardCharsets.ISO_8859_1).indexOf(0) >= 0;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static boolean isStorable(String type, String encoding, ByteChunk body) {
        byte[] bytes = body.getBuffer() == null
                ? new byte[0]
                : java.util.Arrays.copyOfRange(body.getBuffer(), body.getStart(), body.getEnd());
        boolean form = type.startsWith("application/x-www-form-urlencoded");
        if (!form && !type.contains("json") && !type.startsWith("text/")) {
            return true;
        }
        try {
            Charset charset = encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding);
            return isStorable(form ? decoded(new String(bytes, StandardCharsets.ISO_8859_1)) : bytes, charset);
        } catch (IllegalArgumentException unknownEncoding) {
            return false;
        }
    }

    private static boolean isStorable(byte[] bytes, Charset charset) {
        try {
            return StorableText.firstInvalid(charset.newDecoder().decode(ByteBuffer.wrap(bytes)))
                    .isEmpty();
        } catch (CharacterCodingException notOfThisEncoding) {
            return false;
        }
    }

    /** The bytes of a text with percent encoding; a malformed sequence stays as it is. */
    private static byte[] decoded(String encoded) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        for (int at = 0; at < encoded.length(); at++) {
            if (encoded.charAt(at) == '%' && isHexadecimal(encoded, at + 1)) {
                bytes.write(Integer.parseInt(encoded, at + 1, at + 3, HEXADECIMAL));
                at += 2;
            } else {
                bytes.write(encoded.charAt(at));
            }
        }
        return bytes.toByteArray();
    }

    private static boolean isHexadecimal(String text, int at) {
        return at + 1 < text.length()
                && Character.digit(text.charAt(at), HEXADECIMAL) >= 0
                && Character.digit(text.charAt(at + 1), HEXADECIMAL) >= 0;
    }
}
