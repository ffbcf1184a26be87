package org.coincide.client.web.connector;

import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Values of Content-Type. Spring fails on a range of media types, such as {@code *}{@code /*}, wherever it reads the headers. */
final class ContentTypes {

    private ContentTypes() {}

    /** Returns whether the value is missing, or names a single media type, and a known charset if any. */
    static boolean isUsable(String contentType) {
        if (contentType == null || contentType.isBlank()) {
            return true;
        }
        try {
            return MediaType.parseMediaType(contentType).isConcrete();
        } catch (InvalidMediaTypeException malformed) {
            return false;
        }
    }
}
