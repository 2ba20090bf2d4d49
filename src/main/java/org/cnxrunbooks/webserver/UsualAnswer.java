package org.cnxrunbooks.webserver;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The kind of status that users get at a target: that of the first answer that was no 5xx. Another kind is a failure, e.g. a
 * redirect to a page of excuses where the application answered before.
 */
final class UsualAnswer {

    private static final int SERVER_ERROR = 5;

    private final AtomicInteger hundreds;

    /** @param known hundreds digit from before; 0 when there is none */
    UsualAnswer(int known) {
        hundreds = new AtomicInteger(known);
    }

    int hundreds() {
        return hundreds.get();
    }

    /** Why this status is a failure; empty when it is none. */
    String judge(int status) {
        int seen = status / 100;
        if (seen == SERVER_ERROR) {
            return "status " + status;
        }
        int usual = hundreds.compareAndExchange(0, seen);
        return usual == 0 || usual == seen ? "" : "status " + status + " instead of " + usual + "xx";
    }
}
