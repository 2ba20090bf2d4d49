package org.cnxrunbooks.webserver;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What a notice is to do.
 *
 * @param runId stands in the markers
 * @param statusCode 500, 503 or 403
 * @param allowed who is let in; everybody else gets the page
 * @param page URL path of the page, e.g. {@code /upgrading.html}
 * @param retryAfter sent with 503
 * @param moduleFiles names in {@code <serverRoot>/modules}: what may be loaded
 */
public record NoticeRequest(
        String runId,
        int statusCode,
        List<AddressRange> allowed,
        String page,
        Duration retryAfter,
        Set<String> moduleFiles) {

    public NoticeRequest {
        allowed = List.copyOf(allowed);
        moduleFiles = Set.copyOf(moduleFiles);
    }
}
