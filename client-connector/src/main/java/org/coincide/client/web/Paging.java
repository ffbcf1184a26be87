package org.coincide.client.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Limits the size of pages of lists, and links them (RFC 8288). */
final class Paging {

    static final String MAX_LIMIT = "1000";
    static final int LONGEST = 1000;

    /** Number of all entries of a list. */
    static final String TOTAL = "X-Total-Count";

    private Paging() {}

    static int limit(int requested) {
        return Math.max(1, Math.min(requested, LONGEST));
    }

    static int offset(int requested) {
        return Math.max(0, requested);
    }

    /** The headers of a page after a cursor: the total, and the address of the next page if there is one. */
    static HttpHeaders cursorHeaders(HttpServletRequest request, long total, String next) {
        var headers = new HttpHeaders();
        headers.set(TOTAL, String.valueOf(total));
        if (next != null) {
            var address = ServletUriComponentsBuilder.fromRequest(request)
                    .scheme(null)
                    .host(null)
                    .port(null)
                    .replaceQueryParam("after", next)
                    .toUriString();
            headers.set(HttpHeaders.LINK, "<" + address + ">; rel=\"next\"");
        }
        return headers;
    }

    /** The headers of a page: the total, and the address of the next page if there is one. */
    static HttpHeaders headers(HttpServletRequest request, long total, int limit, int offset) {
        var headers = new HttpHeaders();
        headers.set(TOTAL, String.valueOf(total));
        int next = offset(offset) + limit(limit);
        if (next < total) {
            var address = ServletUriComponentsBuilder.fromRequest(request)
                    .scheme(null)
                    .host(null)
                    .port(null)
                    .replaceQueryParam("offset", next)
                    .toUriString();
            headers.set(HttpHeaders.LINK, "<" + address + ">; rel=\"next\"");
        }
        return headers;
    }
}
