package org.cnxrunbooks.guard;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.OperationType;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldif.LDIFException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A directory on real TCP ports of loopback, with people whose password is their name unless told otherwise. Like many real ones it lets
 * anybody in who gives no password (as nobody in particular, RFC 4513, 5.1.2), and a name's case is no matter to it.
 */
public final class LdapServer implements AutoCloseable {

    static final String ROOT = "dc=example,dc=org";
    static final String PEOPLE = "ou=people," + ROOT;
    static final String READER = "cn=reader," + ROOT;

    private final TlsIdentity identity;
    private final UnaryOperator<String> passwords;
    private final Map<String, Integer> ports = new HashMap<>();
    private InMemoryDirectoryServer server;

    /** Listeners: {@code tls}, {@code start-tls} and {@code plain}, which knows no TLS at all. */
    LdapServer(TlsIdentity identity) throws LDAPException, LDIFException, UnknownHostException {
        this(identity, UnaryOperator.identity());
    }

    /** @param passwords by name, {@code reader} for the account that reads */
    public LdapServer(TlsIdentity identity, UnaryOperator<String> passwords)
            throws LDAPException, LDIFException, UnknownHostException {
        this.identity = identity;
        this.passwords = passwords;
        comeUp();
    }

    /** On the same ports as before, with everybody as at the first time. */
    public void comeUp() throws LDAPException, LDIFException, UnknownHostException {
        InMemoryDirectoryServerConfig settings = new InMemoryDirectoryServerConfig(ROOT);
        InetAddress here = InetAddress.getByName("127.0.0.1");
        settings.setListenerConfigs(
                InMemoryListenerConfig.createLDAPSConfig(
                        "tls", here, port("tls"), identity.context().getServerSocketFactory(), null),
                InMemoryListenerConfig.createLDAPConfig(
                        "start-tls", here, port("start-tls"), identity.context().getSocketFactory()),
                InMemoryListenerConfig.createLDAPConfig("plain", here, port("plain"), null));
        settings.addInMemoryOperationInterceptor(new Unauthenticated());
        settings.setAuthenticationRequiredOperationTypes(OperationType.SEARCH);
        settings.setSchema(null);
        server = new InMemoryDirectoryServer(settings);
        fill();
        server.startListening();
        for (String listener : List.of("tls", "start-tls", "plain")) {
            ports.put(listener, server.getListenPort(listener));
        }
    }

    private void fill() throws LDAPException, LDIFException {
        server.add("dn: " + ROOT, "objectClass: domain", "dc: example");
        server.add("dn: " + PEOPLE, "objectClass: organizationalUnit", "ou: people");
        server.add("dn: ou=groups," + ROOT, "objectClass: organizationalUnit", "ou: groups");
        server.add("dn: " + READER, "objectClass: device", "cn: reader", "userPassword: " + passwords.apply("reader"));
        for (String name : List.of("ops", "ops2", "approver", "approver2", "auditor", "boss", "both", "stranger")) {
            person(name, name);
        }
        person("twonames", "twonames", "alias");
        server.add("dn: ou=others," + PEOPLE, "objectClass: organizationalUnit", "ou: others");
        server.add(
                "dn: uid=OPS2,ou=others," + PEOPLE,
                "objectClass: person",
                "uid: OPS2",
                "sn: other",
                "userPassword: OPS2");
        group("Connections Operators", "ops", "ops2", "both", "twonames");
        group("Connections Approvers", "approver", "approver2", "both", "twonames");
        group("Auditors", "auditor");
        group("Runbook Administrators", "boss");
    }

    private void person(String entry, String... ids) throws LDAPException, LDIFException {
        List<String> lines = new ArrayList<>(List.of(
                "dn: uid=" + entry + "," + PEOPLE,
                "objectClass: person",
                "givenName: " + entry,
                "sn: of the test",
                "mail: " + entry + "@example.org",
                "userPassword: " + passwords.apply(entry)));
        for (String id : ids) {
            lines.add("uid: " + id);
        }
        server.add(lines.toArray(String[]::new));
    }

    private void group(String name, String... members) throws LDAPException, LDIFException {
        List<String> lines =
                new ArrayList<>(List.of("dn: " + groupName(name), "objectClass: groupOfNames", "cn: " + name));
        for (String member : members) {
            lines.add("member: uid=" + member + "," + PEOPLE);
            lines.add("memberUid: " + member);
        }
        server.add(lines.toArray(String[]::new));
    }

    static String groupName(String name) {
        return "cn=" + name + ",ou=groups," + ROOT;
    }

    void leave(String group, String person) throws LDAPException {
        server.modify(
                groupName(group), new Modification(ModificationType.DELETE, "member", "uid=" + person + "," + PEOPLE));
    }

    void join(String group, String person) throws LDAPException {
        server.modify(
                groupName(group), new Modification(ModificationType.ADD, "member", "uid=" + person + "," + PEOPLE));
    }

    /**
     * The product's settings for people of this directory, over TLS.
     *
     * @param password file with the one of the account that reads
     */
    public List<String> settings(Path certificate, Path password) {
        return List.of(
                "--runbooks.ldap.url=ldaps://127.0.0.1:" + port("tls"),
                "--runbooks.ldap.certificate=" + certificate,
                "--runbooks.ldap.user=" + READER,
                "--runbooks.ldap.password-file=" + password,
                "--runbooks.ldap.people.base=" + PEOPLE,
                "--runbooks.ldap.groups.operators[0]=" + groupName("Connections Operators"),
                "--runbooks.ldap.groups.approvers[0]=" + groupName("Connections Approvers"),
                "--runbooks.ldap.groups.auditors[0]=" + groupName("Auditors"),
                "--runbooks.ldap.groups.camunda-admin[0]=" + groupName("Runbook Administrators"));
    }

    int port(String listener) {
        return ports.getOrDefault(listener, 0);
    }

    public void goDown() {
        server.shutDown(true);
    }

    @Override
    public void close() {
        server.shutDown(true);
    }

    private static final class Unauthenticated extends InMemoryOperationInterceptor {

        @Override
        public void processSimpleBindRequest(InMemoryInterceptedSimpleBindRequest bind) {
            if (bind.getRequest().getPassword().getValueLength() == 0) {
                bind.setRequest(new SimpleBindRequest());
            }
        }
    }
}
