package org.cnxrunbooks.webserver;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.client5.http.ssl.TrustAllStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.impl.io.MonitoringResponseOutOfOrderStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * HTTP at one address, whatever name a request carries. One connection, one request: nothing is followed, kept, repeated or
 * unpacked, and no proxy asked. Certificates are not judged: the question is what the web server serves, at an address that
 * its certificate need not name, and nothing secret is sent.
 */
final class DoorClient {

    private DoorClient() {}

    /**
     * Makes a client; it runs no thread.
     *
     * @param source address from which requests are sent; absent for the one that the system picks
     * @param patience for connecting and for each silence
     */
    static CloseableHttpClient of(String address, @Nullable String source, Duration patience) {
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setTlsSocketStrategy(tls())
                        .setDnsResolver(new SystemDefaultDnsResolver() {
                            @Override
                            public InetAddress[] resolve(String host) throws UnknownHostException {
                                return new InetAddress[] {InetAddress.getByName(address)};
                            }
                        })
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                // an answer that comes before the end of a body is an answer
                                .responseOutOfOrderStrategy(new MonitoringResponseOutOfOrderStrategy(1))
                                .build())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(patience))
                                .setSocketTimeout(Timeout.of(patience))
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.of(patience))
                        // a browser does not ask for TLS in a header either
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setRoutePlanner(new DefaultRoutePlanner(DefaultSchemePortResolver.INSTANCE) {
                    @Override
                    protected @Nullable InetAddress determineLocalAddress(HttpHost firstHop, HttpContext context) {
                        return source == null
                                ? null
                                : AddressRange.parse(source).address();
                    }
                })
                .setConnectionReuseStrategy((request, response, context) -> false)
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAutomaticRetries()
                .disableContentCompression()
                .build();
    }

    /** The address that a browser would show. */
    static String url(Endpoint door, String path) {
        return "%s://%s:%d%s".formatted(door.scheme(), door.serverName(), door.port(), path);
    }

    private static DefaultClientTlsStrategy tls() {
        try {
            return new DefaultClientTlsStrategy(
                    SSLContexts.custom()
                            .loadTrustMaterial(TrustAllStrategy.INSTANCE)
                            .build(),
                    HostnameVerificationPolicy.CLIENT,
                    NoopHostnameVerifier.INSTANCE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }
}
