package org.cnxrunbooks.webserver;

import java.io.EOFException;
import java.io.InterruptedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.NoHttpResponseException;

/** Why no answer came, in the same words wherever the question was asked from. */
final class ProbeProblem {

    static final String NO_CONNECTION = "no connection";
    static final String TIMED_OUT = "no answer in time";
    static final String TLS = "TLS handshake failed";
    static final String SOURCE = "source address is not one of this machine's";
    static final String NAME = "name not found";
    static final String CLOSED = "connection closed without an answer";

    /** curl says the same of a port that is closed and of a host that is not there; its own messages tell them apart. */
    private static final int COULD_NOT_CONNECT = 7;

    private static final Map<Integer, String> BY_CODE = Map.of(
            6,
            NAME,
            COULD_NOT_CONNECT,
            NO_CONNECTION,
            28,
            TIMED_OUT,
            35,
            TLS,
            45,
            SOURCE,
            52,
            CLOSED,
            56,
            CLOSED,
            127,
            "curl is not installed on this host");

    private ProbeProblem() {}

    /** @param refused whether curl's messages say that the connection was refused */
    static String ofCurl(int code, boolean refused) {
        if (code == 0) {
            return "";
        }
        return code == COULD_NOT_CONNECT && refused
                ? ProbeAnswer.REFUSED
                : BY_CODE.getOrDefault(code, "curl ended with " + code);
    }

    static String of(Exception failure) {
        if (failure instanceof BindException) {
            return SOURCE;
        }
        if (failure instanceof ConnectException) {
            return says(failure, "refused")
                    ? ProbeAnswer.REFUSED
                    : says(failure, "timed out") ? TIMED_OUT : NO_CONNECTION;
        }
        if (failure instanceof InterruptedIOException) {
            return TIMED_OUT;
        }
        if (failure instanceof SSLException) {
            return TLS;
        }
        if (failure instanceof UnknownHostException) {
            return NAME;
        }
        if (failure instanceof NoHttpResponseException
                || failure instanceof ConnectionClosedException
                || failure instanceof EOFException
                || says(failure, "reset")) {
            return CLOSED;
        }
        return failure instanceof SocketException
                ? NO_CONNECTION
                : failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }

    private static boolean says(Exception failure, String word) {
        return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains(word);
    }
}
