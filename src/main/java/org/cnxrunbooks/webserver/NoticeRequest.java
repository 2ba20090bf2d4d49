package org.cnxrunbooks.webserver;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What a notice is to do. Values that could end a line or a word of the configuration are refused with
 * {@link IllegalArgumentException}.
 *
 * @param runId stands in the markers
 * @param statusCode 500, 503 or 403
 * @param allowed who is let in; everybody else gets the page
 * @param page URL path of the page, e.g. {@code /upgrading.html}, in the document root of every virtual host
 * @param retryAfter sent with 503; at least a second
 * @param moduleFiles names in {@code <serverRoot>/modules}: what may be loaded
 */
public record NoticeRequest(
        String runId,
        int statusCode,
        List<AddressRange> allowed,
        String page,
        Duration retryAfter,
        Set<String> moduleFiles) {

    private static final Set<Integer> CODES = Set.of(403, 500, 503);

    public NoticeRequest {
        if (!runId.matches("[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException("run id not usable in a marker: " + runId);
        }
        if (!page.matches("/[A-Za-z0-9_-][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException(
                    "page must be a file of the document root, e.g. /upgrading.html: " + page);
        }
        if (!CODES.contains(statusCode)) {
            throw new IllegalArgumentException("status code must be 500, 503 or 403: " + statusCode);
        }
        if (retryAfter.toSeconds() < 1) {
            throw new IllegalArgumentException("Retry-After must be at least a second: " + retryAfter);
        }
        allowed = List.copyOf(allowed);
        moduleFiles = Set.copyOf(moduleFiles);
    }
}
