package org.cnxrunbooks.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.cnxrunbooks.cell.Secret;
import org.cnxrunbooks.guard.Directory;
import org.cnxrunbooks.guard.Directory.Privacy;
import org.jspecify.annotations.Nullable;

/** Checks the directory that people come from, without asking it. */
final class LdapReview {

    static final String KEY = RunbookSettings.PREFIX + ".ldap";

    private static final Pattern ADDRESS = Pattern.compile(
            "(ldaps?)://([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::([0-9]{1,5}))?/?", Pattern.CASE_INSENSITIVE);
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");
    private static final String NAME = "a distinguished name";

    private final Violations violations;
    private final SecretFiles secrets;
    private final MappedGroups mapped;

    LdapReview(Violations violations, SecretFiles secrets, MappedGroups mapped) {
        this.violations = violations;
        this.secrets = secrets;
        this.mapped = mapped;
    }

    /** To be used only where no violation was found. */
    Optional<Directory> run(@Nullable LdapSettings settings, boolean administrator) {
        if (settings == null) {
            return Optional.empty();
        }
        if (administrator) {
            violations.add(
                    RunbookSettings.PREFIX + ".admin",
                    "an administrator beside " + KEY,
                    "nothing",
                    "Remove it; administrators are the members of " + KEY + ".groups.camunda-admin.");
        }
        Optional<Directory.Server> server = server(settings);
        Optional<Secret> password = secrets.required(KEY + ".password", settings.password(), settings.passwordFile());
        LdapPeopleSettings people = settings.people();
        String base = Objects.requireNonNullElse(people.base(), "");
        if (!base.isBlank() && !Directory.isDistinguishedName(base)) {
            violations.add(KEY + ".people.base", "'" + base + "'", NAME, "Write e.g. ou=people,dc=example,dc=org.");
        }
        if (!Directory.isFilter(people.filter())) {
            violations.add(
                    KEY + ".people.filter",
                    "'" + people.filter() + "'",
                    "a filter",
                    "Write it in parentheses, e.g. (objectClass=person).");
        }
        List<Directory.KnownGroup> groups = groups(settings);
        return server.isEmpty() || password.isEmpty()
                ? Optional.empty()
                : Optional.of(new Directory(
                        server.get(),
                        new Directory.Account(Objects.requireNonNullElse(settings.user(), ""), password.get()),
                        new Directory.Persons(
                                base,
                                people.filter(),
                                people.id(),
                                people.firstName(),
                                people.lastName(),
                                people.mail()),
                        settings.memberAttribute(),
                        groups));
    }

    private Optional<Directory.Server> server(LdapSettings settings) {
        List<X509Certificate> trusted = trusted(settings.certificate());
        String url = Objects.requireNonNullElse(settings.url(), "");
        var address = ADDRESS.matcher(url);
        if (!address.matches()) {
            violations.add(
                    KEY + ".url",
                    url.isBlank() ? Violation.NOTHING : "'" + url + "'",
                    "an ldaps or ldap address without path",
                    "Write it as ldaps://ldap.example.org, with a port if it is not 636.");
            return Optional.empty();
        }
        boolean tls = address.group(1).equalsIgnoreCase("ldaps");
        String host = address.group(2).toLowerCase(Locale.ROOT);
        if (tls && settings.startTls()) {
            violations.add(
                    KEY + ".start-tls",
                    "true for an ldaps address",
                    "false",
                    "Remove it, or write ldap:// in the url.");
        } else if (!tls
                && !settings.startTls()
                && !settings.allowPlain()
                && !LOOPBACK.matcher(host).matches()) {
            violations.add(
                    KEY + ".url",
                    "'" + url + "', on which passwords can be read",
                    "a way with TLS",
                    "Write ldaps://, or set start-tls: true; allow-plain: true says that nobody else is on that network.");
        }
        int port = address.group(3) == null ? tls ? 636 : 389 : Integer.parseInt(address.group(3));
        if (port < 1 || port > 65535) {
            violations.add(KEY + ".url", "port " + port, "a port from 1 to 65535", "Leave it out for the usual one.");
        }
        Privacy privacy = tls ? Privacy.TLS : settings.startTls() ? Privacy.START_TLS : Privacy.NONE;
        return Optional.of(new Directory.Server(host.replaceAll("[\\[\\]]", ""), port, privacy, trusted));
    }

    private List<X509Certificate> trusted(@Nullable Path file) {
        if (file == null) {
            return List.of();
        }
        try (InputStream stream = Files.newInputStream(file)) {
            List<X509Certificate> found = CertificateFactory.getInstance("X.509").generateCertificates(stream).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (!found.isEmpty()) {
                return found;
            }
        } catch (IOException | CertificateException e) {
            // told below, as for a file without any
        }
        violations.add(
                KEY + ".certificate",
                file + ", which holds no certificate that can be read",
                "a PEM file of certificates",
                "Its lines stand between -----BEGIN CERTIFICATE----- and -----END CERTIFICATE-----; leave the key out"
                        + " where the JVM trusts the server's issuer.");
        return List.of();
    }

    private List<Directory.KnownGroup> groups(LdapSettings settings) {
        mapped.refuseUnknown(KEY + ".groups", settings.groups().keySet());
        return mapped.titles().entrySet().stream()
                .map(group -> {
                    String key = KEY + ".groups." + group.getKey();
                    List<String> names = settings.groups().getOrDefault(group.getKey(), List.of());
                    if (names.isEmpty() && !group.getKey().equals(Role.AUDITORS.id())) {
                        violations.add(
                                key,
                                Violation.NOTHING,
                                "a group of the directory",
                                "Write its distinguished name, e.g. cn=%s,ou=groups,dc=example,dc=org."
                                        .formatted(group.getKey()));
                    }
                    for (int i = 0; i < names.size(); i++) {
                        if (!Directory.isDistinguishedName(names.get(i))) {
                            violations.add(
                                    key + "[" + i + "]",
                                    "'" + names.get(i) + "'",
                                    NAME,
                                    "A plain name could be that of two groups; write all of it.");
                        }
                    }
                    return new Directory.KnownGroup(group.getKey(), group.getValue(), List.copyOf(names));
                })
                .toList();
    }
}
