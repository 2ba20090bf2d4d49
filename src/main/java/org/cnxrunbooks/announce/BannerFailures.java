package org.cnxrunbooks.announce;

import java.net.URI;
import java.net.http.HttpRequest;
import org.cnxrunbooks.announce.AnnounceFailure.Kind;
import org.cnxrunbooks.cell.BannerAccess;
import org.cnxrunbooks.cell.SecretUnreadable;

/** What went wrong between us and the banner, never with what was sent as log-in. */
final class BannerFailures {

    private static final String HINT = "\nHINT: ";

    private BannerFailures() {}

    static AnnounceFailure unreachable(HttpRequest request, Exception e) {
        String observed = e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
        return new AnnounceFailure(
                Kind.UNREACHABLE,
                "banner not reachable: %s %s (observed %s, expected an answer)"
                                .formatted(request.method(), request.uri(), observed.replaceAll("\\s+", " "))
                        + HINT + "Check banner.url, that Connections runs, and for https that this Java trusts its"
                        + " certificate.",
                e);
    }

    static AnnounceFailure noPassword(URI uri, SecretUnreadable e) {
        return new AnnounceFailure(Kind.NOT_CONFIGURED, "banner not asked: " + uri + ": " + e.getMessage(), e);
    }

    static AnnounceFailure refused(BannerAccess access, HttpRequest request, int status) {
        Kind kind =
                switch (status) {
                    case 401 -> Kind.LOGIN_REFUSED;
                    case 502, 503, 504 -> Kind.UNREACHABLE;
                    default -> Kind.REFUSED;
                };
        String hint =
                switch (status) {
                    case 301, 302, 303, 307, 308 ->
                        "banner.url leads elsewhere, to https or a log-in page: name the address that answers by itself.";
                    case 401 -> "Check banner.user and banner.password.";
                    case 403 -> "Give " + access.user() + " the ICXT administrative role.";
                    case 404 ->
                        "ic360 (Foundation Features) is not installed, or banner.url is not that of Connections.";
                    default -> "Read the log of the server that runs ic360.";
                };
        return new AnnounceFailure(
                kind,
                "banner refused: %s %s (observed status %d, expected 2xx)"
                                .formatted(request.method(), request.uri(), status)
                        + HINT
                        + hint,
                null);
    }

    /** Without the answer, which may be a page of anything. */
    static AnnounceFailure notUnderstood(URI uri) {
        return new AnnounceFailure(
                Kind.REFUSED,
                "banner not understood: GET %s (observed an answer that is no banner, expected JSON with open and message)"
                                .formatted(uri)
                        + HINT
                        + "Something else than ic360 answered, a log-in page perhaps. Look at it with a browser.",
                null);
    }

    static AnnounceFailure unproven(URI uri, String observed, String expected) {
        return new AnnounceFailure(
                Kind.UNPROVEN,
                "banner not proven: GET %s (observed %s, expected %s)".formatted(uri, observed, expected) + HINT
                        + "Somebody else may be changing it, or a cache answers. Look at a page of Connections.",
                null);
    }
}
