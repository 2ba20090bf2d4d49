package org.cnxrunbooks.audit;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Says as JSON why nothing is shown. A page that runs in Cockpit says {@code X-Requested-With} and is not asked for a
 * password: the browser would put its own dialog over the page.
 */
@RestControllerAdvice(basePackageClasses = TurnedAway.class)
class TurnedAway {

    @ExceptionHandler
    ResponseEntity<Answer> turned(Turned turned, HttpServletRequest request) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(turned.status())
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore());
        if (turned.status() == HttpStatus.UNAUTHORIZED && request.getHeader("X-Requested-With") == null) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"runs\"");
        }
        return answer.body(new Answer(String.valueOf(turned.getMessage())));
    }

    /** Why nothing is shown. */
    record Answer(String message) {}
}
