package org.coincide.client.web;

import jakarta.servlet.http.HttpServletRequest;
import org.coincide.client.ledger.TradeSearch;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Limits the size of pages of lists, and links them (RFC 8288). */
final class Paging {

    static final String MAX_LIMIT = "1000";
    static final int LONGEST = 1000;

    /** Number of all entries of a list. */
    static final String TOTAL = "X-Total-Count";

    /** Says whether there are more entries than were counted. */
    static final String MORE = "X-Total-More";

    private Paging() {}

    static int limit(int requested) {
        return Math.max(1, Math.min(requested, LONGEST));
    }

    static int offset(int requested) {
        return Math.max(0, requested);
    }

    /** The number up to which entries are counted; null for all. */
    static int countUpTo(Integer requested) {
        return requested == null ? TradeSearch.ALL : Math.max(1, requested);
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
        int next = offset(offset) + limit(limit);
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
