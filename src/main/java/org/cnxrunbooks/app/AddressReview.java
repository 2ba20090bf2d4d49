package org.cnxrunbooks.app;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks the network addresses of a cell that are no SSH hosts, without asking the network. */
final class AddressReview {

    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

    private final String key;
    private final Violations violations;

    AddressReview(String key, Violations violations) {
        this.key = key;
        this.violations = violations;
    }

    void vantagePoint(int index, VantagePointSettings point) {
        String source = point.source();
        if (source != null && !isAddress(source)) {
            violations.add(
                    key + ".vantage-points[" + index + "].source",
                    "'" + source + "'",
                    "an IP address",
                    "Write one of that machine's own addresses, e.g. 192.0.2.17; leave the key out for the one that its"
                            + " system picks.");
        }
    }

    void banner(@Nullable BannerSettings banner) {
        String url = banner == null ? null : banner.url();
        if (url != null && !url.isBlank() && !isRoot(url)) {
            violations.add(
                    key + ".banner.url",
                    "'" + url + "'",
                    "an http or https address without log-in, path or query",
                    "Write the address of Connections, e.g. https://connections.example.com.");
        }
    }

    private static boolean isRoot(String url) {
        try {
            URI uri = new URI(url);
            return Set.of("http", "https")
                            .contains(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && Set.of("", "/").contains(uri.getRawPath())
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isAddress(String text) {
        if (IPV4.matcher(text).matches()) {
            return true;
        }
        try {
            // a colon makes it a literal: no name is looked up
            return IPV6.matcher(text).matches() && InetAddress.getByName(text) != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
