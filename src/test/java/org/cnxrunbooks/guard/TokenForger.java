package org.cnxrunbooks.guard;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.text.ParseException;
import java.time.Duration;
import java.util.Date;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** Puts a wrong token in the place of the right one. */
final class TokenForger extends HttpFilter {

    private static final long serialVersionUID = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final transient RSAKey key;
    private volatile Forgery forgery;

    TokenForger(RSAKey key) {
        this.key = key;
    }

    /** Null for none. */
    void forge(Forgery forgery) {
        this.forgery = forgery;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        ContentCachingResponseWrapper kept = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, kept);
        if (forgery != null && kept.getStatus() == HttpServletResponse.SC_OK) {
            ObjectNode answer = (ObjectNode) JSON.readTree(kept.getContentAsByteArray());
            answer.put("id_token", forged(answer.path("id_token").asText()));
            kept.resetBuffer();
            kept.getOutputStream().write(JSON.writeValueAsBytes(answer));
        }
        kept.copyBodyToResponse();
    }

    private String forged(String token) {
        try {
            SignedJWT right = SignedJWT.parse(token);
            JWTClaimsSet told = right.getJWTClaimsSet();
            JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder(told);
            Date longAgo =
                    new Date(told.getIssueTime().getTime() - Duration.ofHours(2).toMillis());
            switch (forgery) {
                case EXPIRED ->
                    claims.issueTime(longAgo)
                            .expirationTime(new Date(
                                    longAgo.getTime() + Duration.ofHours(1).toMillis()));
                case OF_ANOTHER_ISSUER -> claims.issuer("http://localhost:1");
                case FOR_ANOTHER_CLIENT -> claims.audience("another").claim("azp", "another");
                case OF_ANOTHER_LOG_IN -> claims.claim("nonce", "another");
                default -> {}
            }
            if (forgery == Forgery.NOT_SIGNED) {
                return new PlainJWT(claims.build()).serialize();
            }
            SignedJWT made = new SignedJWT(
                    new JWSHeader.Builder(right.getHeader().getAlgorithm())
                            .keyID(right.getHeader().getKeyID())
                            .build(),
                    claims.build());
            made.sign(new RSASSASigner(
                    forgery == Forgery.SIGNED_BY_ANOTHER ? new RSAKeyGenerator(2048).generate() : key));
            return made.serialize();
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
