package org.coincide.client.web.connector;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.http.HttpStatus;

/**
 * Refuses paths in a spelling that the parts of the program could understand differently: parameters, empty segments, dots, encoded
 * slashes and encoded characters that need no encoding. Such a path would otherwise end in an exception and its stack trace.
 */
final class PathValve extends ValveBase {

    private static final Pattern AMBIGUOUS = Pattern.compile(
            String.join(
                    "|",
                    "//",
                    "/\\.{1,2}(/|$)",
                    "[;\\\\]",
                    "%(?![0-9a-f]{2})",
                    "%([01][0-9a-f]|7f|25|2[def]|3b|5[cf])",
                    "%(3[0-9]|[46][1-9a-f]|[57][0-9a])"),
            Pattern.CASE_INSENSITIVE);

    PathValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        String path = request.getRequestURI();
        boolean malformed = response.getStatus() >= HttpStatus.BAD_REQUEST.value();
        if (!malformed && path != null && AMBIGUOUS.matcher(path).find()) {
            Problems.write(
                    response,
                    HttpStatus.BAD_REQUEST,
                    "The path has an ambiguous spelling. Send it without parameters, empty segments and unnecessary encoding.");
        } else {
            getNext().invoke(request, response);
        }
    }
}
