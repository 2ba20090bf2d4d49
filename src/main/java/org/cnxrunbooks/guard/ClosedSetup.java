package org.cnxrunbooks.guard;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * The web applications' first-run page makes an administrator for whoever asks first when there is none
 * (CVE-2026-77226, no community fix). Here the first administrator comes from the configuration, so the page is closed.
 */
final class ClosedSetup extends HttpFilter {

    private static final long serialVersionUID = 1;

    private static final Pattern SETUP = Pattern.compile(
            ".*/(api/admin/setup|app/admin/[^/]+/setup)(/.*)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        // decoded and normalized by the container, as it chooses the servlet
        String pathInfo = request.getPathInfo();
        String path = request.getServletPath() + (pathInfo == null ? "" : pathInfo);
        if (SETUP.matcher(path.replaceAll("/+", "/")).matches()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else {
            chain.doFilter(request, response);
        }
    }
}
