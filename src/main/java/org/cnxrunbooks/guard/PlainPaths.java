package org.cnxrunbooks.guard;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * Refuses addresses that can be written in two ways. The web applications judge the raw address while the container
 * serves the decoded one, so path parameters, empty or dot segments and needless escapes would pass their rules unseen.
 */
final class PlainPaths extends HttpFilter {

    private static final long serialVersionUID = 1;

    /** Escapes of characters that need none (letters, digits, {@code - . _ ~}), of separators, of {@code %} and controls. */
    private static final Pattern AMBIGUOUS = Pattern.compile("[;\\\\]|//|(^|/)\\.{1,2}(/|$)"
            + "|%(?![0-9A-Fa-f]{2})|%[01][0-9A-Fa-f]|%7[Ff]|%2[DdEeFf5]|%3[0-9Bb]|%[46][1-9A-Fa-f]|%[57][0-9Aa]|%5[CcFf]"
            + "|%7[Ee]");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (isAmbiguous(request.getRequestURI())) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST, "Address refused: it is not written plainly");
        } else {
            chain.doFilter(request, response);
        }
    }

    static boolean isAmbiguous(String address) {
        return AMBIGUOUS.matcher(address).find();
    }
}
