package org.coincide.client.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.stream.Stream;
import org.coincide.client.ledger.TradeSearch;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Pages of lists: the longest, their headers, and the links between them (RFC 8288). */
final class Paging {

    static final String MAX_LIMIT = "1000";
    static final int LONGEST = 1000;

    /** Number of all entries of a list. */
    static final String TOTAL = "X-Total-Count";

    /** Says whether there are more entries than were counted. */
    static final String MORE = "X-Total-More";

    private Paging() {}

    /** The number up to which entries are counted; null for all. */
    static int countUpTo(Integer requested) {
        return requested == null ? TradeSearch.ALL : requested;
    }

    /** Refuses the parameters of numbered pages beside a cursor, whose pages follow the trading identifiers: they would be ignored. */
    static void requireNoNumberedPage(HttpServletRequest request) {
        Stream.of("offset", "sort")
                .filter(name -> request.getParameter(name) != null)
                .findFirst()
                .ifPresent(name -> {
                    throw new ResponseStatusException(
                            HttpStatus.BAD_REQUEST,
                            "The parameters after and " + name + " exclude each other. Send after without offset and sort.");
                });
    }

    private static HttpHeaders total(TradeSearch.Page page) {
        var headers = new HttpHeaders();
        headers.set(TOTAL, String.valueOf(page.total()));
        if (page.more()) {
            headers.set(MORE, "true");
        }
        return headers;
    }

    /** The headers of a page after a cursor: the total, and the address of the next page if there is one. */
    static HttpHeaders cursorHeaders(HttpServletRequest request, TradeSearch.Page page, String next) {
        var headers = total(page);
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
    static HttpHeaders headers(HttpServletRequest request, TradeSearch.Page page, int limit, int offset) {
        var headers = total(page);
        long next = (long) offset + limit;
        if (page.more() || next < page.total()) {
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
