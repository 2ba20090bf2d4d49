package org.cnxrunbooks.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.cnxrunbooks.lab.LabCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What browsers are told when TLS ends here, when it ends at a proxy, and when there is none. */
class TlsIT {

    private static final String PAGE = "/camunda/app/tasklist/default/";

    @TempDir
    Path directory;

    @Test
    void with_the_two_lines_of_the_readme_cookies_and_visits_are_by_tls_only() throws Exception {
        Path certificate = directory.resolve("server.pem");
        Path key = directory.resolve("server.key");
        LabCertificate.write(certificate, key, "runbooks", "subjectAltName=IP:127.0.0.1");
        try (SiteApplication site = SiteApplication.start(
                directory, "--server.ssl.certificate=" + certificate, "--server.ssl.certificate-private-key=" + key)) {
            HttpResponse<String> page =
                    client(certificate).send(request(site, "https").build(), BodyHandlers.ofString());
            assertThat(page.statusCode()).isEqualTo(200);
            assertStrict(page);
        }
    }

    @Test
    void behind_a_proxy_that_ends_tls_the_same_holds() throws Exception {
        try (SiteApplication site = SiteApplication.start(directory, "--server.forward-headers-strategy=native")) {
            assertStrict(HttpClient.newHttpClient()
                    .send(
                            request(site, "http")
                                    .header("X-Forwarded-Proto", "https")
                                    .header("X-Forwarded-For", "192.0.2.7")
                                    .build(),
                            BodyHandlers.ofString()));
        }
    }

    @Test
    void without_tls_a_browser_can_still_log_in() throws Exception {
        try (SiteApplication site = SiteApplication.start(directory)) {
            HttpResponse<String> page =
                    HttpClient.newHttpClient().send(request(site, "http").build(), BodyHandlers.ofString());
            assertThat(cookies(page)).isNotEmpty().noneMatch(cookie -> cookie.contains("Secure"));
            assertThat(page.headers().firstValue("Strict-Transport-Security")).isEmpty();
        }
    }

    private static void assertStrict(HttpResponse<String> page) {
        assertThat(cookies(page))
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(cookie -> assertThat(cookie).contains("Secure", "SameSite=Lax"))
                .anySatisfy(
                        cookie -> assertThat(cookie).startsWith("JSESSIONID").contains("HttpOnly"));
        assertThat(page.headers().firstValue("Strict-Transport-Security"))
                .hasValueSatisfying(value -> assertThat(value).contains("max-age="));
        assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
    }

    private static List<String> cookies(HttpResponse<String> page) {
        return page.headers().allValues("Set-Cookie");
    }

    private static HttpRequest.Builder request(SiteApplication site, String scheme) {
        return HttpRequest.newBuilder(URI.create(scheme + "://127.0.0.1:" + site.port() + PAGE));
    }

    private static HttpClient client(Path certificate) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream stream = Files.newInputStream(certificate)) {
            trusted.setCertificateEntry(
                    "server", CertificateFactory.getInstance("X.509").generateCertificate(stream));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(tls).build();
    }
}
