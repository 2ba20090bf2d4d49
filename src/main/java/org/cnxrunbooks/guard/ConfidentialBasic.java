package org.cnxrunbooks.guard;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** Lets nobody send a password in clear text over a network: HTTP Basic comes by TLS or from this machine. */
final class ConfidentialBasic extends HttpFilter {

    private static final long serialVersionUID = 1;

    private static final String REST = "/engine-rest";

    private final boolean plainHttp;

    /** @param plainHttp whether a site has decided that clear text is good enough */
    ConfidentialBasic(boolean plainHttp) {
        this.plainHttp = plainHttp;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean basic =
                request.getServletPath().startsWith(REST) || request.getHeader(HttpHeaders.AUTHORIZATION) != null;
        if (!basic || plainHttp || request.isSecure() || isLoopback(request.getRemoteAddr())) {
            chain.doFilter(request, response);
            return;
        }
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getWriter()
                .write(
                        "{\"type\":\"ClearText\",\"message\":\"Request refused: a password in clear text (observed http from"
                                + " another machine, expected https). HINT: use https; server.ssl is in the README, or set"
                                + " runbooks.rest.plain-http.\"}");
    }

    /** Of a numeric address: nothing is looked up. */
    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
