package org.cnxrunbooks.guard;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.camunda.bpm.engine.impl.identity.IdentityProviderException;
import org.cnxrunbooks.cell.SecretUnreadable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to the directory for one command of the engine: opened with the first question, closed after the last. Without
 * an answer every question fails; that is never taken for a no.
 */
final class DirectoryLink implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryLink.class);
    private static final int CONNECT_MILLIS = 5_000;
    private static final int ANSWER_MILLIS = 10_000;

    private final Directory directory;
    private @Nullable LDAPConnection reader;

    DirectoryLink(Directory directory) {
        this.directory = directory;
    }

    /** At most {@code limit} entries; more are left out with a line in the log. */
    List<SearchResultEntry> search(String base, SearchScope scope, Filter filter, int limit, String... attributes) {
        try {
            SearchRequest request = new SearchRequest(base, scope, filter, attributes);
            request.setSizeLimit(limit);
            return reader().search(request).getSearchEntries();
        } catch (LDAPSearchException e) {
            if (e.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)) {
                LOG.warn("below {} more than {} entries match {}; the rest is not shown", base, limit, filter);
                return e.getSearchEntries();
            }
            if (e.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)) {
                LOG.warn("the directory has no entry {} HINT: correct runbooks.ldap", base);
                return List.of();
            }
            throw noAnswer(e);
        } catch (LDAPException e) {
            throw noAnswer(e);
        }
    }

    /** Whether the server lets that entry in with that password; an empty one proves nothing (RFC 4513, 5.1.2). */
    boolean proves(String entry, String password) {
        if (entry.isEmpty() || password.isEmpty()) {
            return false;
        }
        try (LDAPConnection connection = connect()) {
            connection.bind(new SimpleBindRequest(entry, password));
            return true;
        } catch (LDAPException e) {
            if (!e.getResultCode().isConnectionUsable()) {
                throw noAnswer(e);
            }
            LOG.warn("log-in of {} refused by the directory: {}", entry, e.getResultCode());
            return false;
        }
    }

    private LDAPConnection reader() throws LDAPException {
        if (reader == null) {
            String password = password();
            LDAPConnection connection = connect();
            try {
                connection.bind(new SimpleBindRequest(directory.account().name(), password));
            } catch (LDAPException e) {
                connection.close();
                throw e;
            }
            reader = connection;
        }
        return reader;
    }

    private String password() throws LDAPException {
        try {
            return directory.account().password().reveal();
        } catch (SecretUnreadable e) {
            throw new LDAPException(ResultCode.LOCAL_ERROR, e.getMessage(), e);
        }
    }

    private LDAPConnection connect() throws LDAPException {
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis(CONNECT_MILLIS);
        options.setResponseTimeoutMillis(ANSWER_MILLIS);
        options.setUseSynchronousMode(true);
        options.setFollowReferrals(false);
        options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(true));
        Directory.Server server = directory.server();
        try {
            if (server.privacy() == Directory.Privacy.TLS) {
                return new LDAPConnection(tls().getSocketFactory(), options, server.host(), server.port());
            }
            LDAPConnection connection = new LDAPConnection(options, server.host(), server.port());
            if (server.privacy() == Directory.Privacy.START_TLS) {
                startTls(connection);
            }
            return connection;
        } catch (GeneralSecurityException | IOException e) {
            throw new LDAPException(ResultCode.CONNECT_ERROR, "no TLS: " + e, e);
        }
    }

    private void startTls(LDAPConnection connection) throws LDAPException, GeneralSecurityException, IOException {
        LDAPException refusal;
        try {
            var result = connection.processExtendedOperation(new StartTLSExtendedRequest(tls()));
            if (result.getResultCode().equals(ResultCode.SUCCESS)) {
                return;
            }
            refusal = new LDAPException(result);
        } catch (LDAPException e) {
            refusal = e;
        }
        connection.close();
        throw new LDAPException(ResultCode.CONNECT_ERROR, "no StartTLS: " + refusal.getMessage(), refusal);
    }

    private SSLContext tls() throws GeneralSecurityException, IOException {
        KeyStore trusted = null;
        if (!directory.server().trusted().isEmpty()) {
            trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            for (X509Certificate certificate : directory.server().trusted()) {
                trusted.setCertificateEntry("trusted" + trusted.size(), certificate);
            }
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return tls;
    }

    /** The client may be a stranger: the reason is for the log alone. */
    private IdentityProviderException noAnswer(LDAPException cause) {
        LOG.error(
                "directory asked: {}:{} (observed {}: {}, expected an answer) HINT: nobody new gets in until it answers",
                directory.server().host(),
                directory.server().port(),
                cause.getResultCode(),
                String.valueOf(cause.getMessage()).replaceAll("\\p{Cntrl}", " "));
        return new IdentityProviderException("person not looked up: directory of people (observed no answer, expected"
                + " one) HINT: try again; the log of this application says why.");
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
