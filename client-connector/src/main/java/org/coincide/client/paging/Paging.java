package org.coincide.client.paging;

import jakarta.servlet.http.HttpServletRequest;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The longest page of a list, and the headers of a page: the total, and the address of the next page (RFC 8288). */
public final class Paging {

    public static final int LONGEST = 1000;

    /** The length of a page without the parameter {@code limit}. */
    public static final String DEFAULT_LIMIT = "" + LONGEST;

    /** Number of all entries of a list. */
    private static final String TOTAL = "X-Total-Count";

    /** Says whether there are more entries than were counted. */
    private static final String MORE = "X-Total-More";

    private Paging() {}

    /** Refuses the parameters of numbered pages beside a cursor, whose pages follow the identifiers: they would be ignored. */
    public static void requireNoNumberedPage(HttpServletRequest request) {
        Stream.of("offset", "sort")
                .filter(name -> request.getParameter(name) != null)
                .findFirst()
                .ifPresent(name -> {
                    throw new ResponseStatusException(
                            HttpStatus.BAD_REQUEST,
                            "The parameters after and " + name
                                    + " exclude each other. Send after without offset and sort.");
                });
    }

    /**
     * The headers of a page after a cursor.
     *
     * @param next cursor of the next page; null after the last page
     */
    public static HttpHeaders cursorHeaders(HttpServletRequest request, Page<?> page, String next) {
        var headers = total(page);
        if (next != null) {
            link(headers, request, "after", next);
        }
        return headers;
    }

    /** The headers of a numbered page. */
    public static HttpHeaders headers(HttpServletRequest request, Page<?> page, int limit, int offset) {
        var headers = total(page);
        long next = (long) offset + limit;
        if (page.more() || next < page.total()) {
            link(headers, request, "offset", next);
        }
        return headers;
    }

    private static HttpHeaders total(Page<?> page) {
        var headers = new HttpHeaders();
        headers.set(TOTAL, String.valueOf(page.total()));
        if (page.more()) {
            headers.set(MORE, "true");
        }
        return headers;
    }

    private static void link(HttpHeaders headers, HttpServletRequest request, String parameter, Object value) {
        var address = ServletUriComponentsBuilder.fromRequest(request)
                .scheme(null)
                .host(null)
                .port(null)
                .replaceQueryParam(parameter, value)
                .toUriString();
        headers.set(HttpHeaders.LINK, "<" + address + ">; rel=\"next\"");
    }
}
