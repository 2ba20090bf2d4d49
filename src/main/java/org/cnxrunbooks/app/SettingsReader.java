package org.cnxrunbooks.app;

import static java.util.Objects.requireNonNull;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.cnxrunbooks.announce.Audience;
import org.cnxrunbooks.announce.MailPassword;
import org.cnxrunbooks.cell.Cell;
import org.cnxrunbooks.cell.Cells;
import org.cnxrunbooks.cell.Secret;
import org.cnxrunbooks.guard.Directory;
import org.cnxrunbooks.guard.SignOn;
import org.cnxrunbooks.guard.StartRights;
import org.cnxrunbooks.vault.Encryption;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PlaceholdersResolver;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.PropertyPlaceholderHelper;

/** Reads everything under {@code runbooks}, checks all of it, and refuses with the whole list of mistakes. */
final class SettingsReader {

    /** The name becomes part of run ids and of directories. */
    private static final Pattern CELL_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,39}");

    /** Keys that rooms of lower levels read by themselves. */
    private static final List<ConfigurationPropertyName> OTHER_ROOMS =
            List.of(ConfigurationPropertyName.of(RunbookSettings.PREFIX + ".engine"));

    private static final String HINT = " HINT: ";

    private final Violations violations = new Violations();
    private final SecretFiles secrets = new SecretFiles(violations);

    private SettingsReader() {}

    /** Fails with {@link InvalidSettings}. */
    static Installation read(ConfigurableEnvironment environment) {
        return new SettingsReader().check(environment);
    }

    private Installation check(ConfigurableEnvironment environment) {
        RunbookSettings settings = bind(environment);
        validate(settings);
        Map<String, CellSecrets> cellSecrets = new HashMap<>();
        settings.cells().forEach((name, cell) -> {
            if (cell != null) {
                cellSecrets.put(name, review(name, cell));
            }
        });
        Encryption encryption = new EncryptionReview(settings, violations).run();
        AnnounceReview announce = new AnnounceReview(settings.announce(), violations);
        Audience audience = announce.run();
        announce.addresses(
                RunbookSettings.PREFIX + ".evidence.head-to",
                settings.evidence().headTo());
        MailPassword mailPassword = announce.password(secrets, environment::containsProperty);
        Optional<Installation.Admin> admin = admin(settings.admin());
        StartRights starts = new StartReview(settings.start(), violations)
                .run(StartableRunbooks::keys, settings.cells().keySet());
        MappedGroups groups = new MappedGroups(starts.groups(), violations);
        Optional<Directory> directory =
                new LdapReview(violations, secrets, groups).run(settings.ldap(), admin.isPresent());
        Optional<SignOn> signOn =
                new OidcReview(violations, secrets, groups).run(settings.oidc(), settings.ldap() != null);
        if (!violations.isEmpty()) {
            throw new InvalidSettings(violations.sorted());
        }
        List<Cell> cells = new ArrayList<>();
        settings.cells()
                .forEach((name, cell) ->
                        cells.add(CellAssembly.cell(name, cell, requireNonNull(cellSecrets.get(name)))));
        return new Installation(
                new Cells(cells),
                settings.vault(),
                encryption,
                audience,
                mailPassword,
                settings.evidence().signingKey(),
                settings.evidence().headTo(),
                admin,
                directory,
                signOn,
                starts);
    }

    private RunbookSettings bind(ConfigurableEnvironment environment) {
        var sources = ConfigurationPropertySources.get(environment);
        TolerantBinding binding = new TolerantBinding();
        RunbookSettings settings = new Binder(sources, strictPlaceholders(environment))
                .bindOrCreate(RunbookSettings.PREFIX, Bindable.of(RunbookSettings.class), binding);
        violations.addAll(binding.failures());
        violations.addAll(binding.unknown(ConfigurationPropertyName.of(RunbookSettings.PREFIX), OTHER_ROOMS, sources));
        return settings;
    }

    /** Unlike Spring's own: a variable that does not exist is an error, not a value that reads {@code ${NAME}}. */
    private static PlaceholdersResolver strictPlaceholders(ConfigurableEnvironment environment) {
        return new PropertySourcesPlaceholdersResolver(
                environment.getPropertySources(), new PropertyPlaceholderHelper("${", "}", ":", '\\', false));
    }

    private void validate(RunbookSettings settings) {
        var configuration =
                Validation.byDefaultProvider().configure().messageInterpolator(new ParameterMessageInterpolator());
        try (var factory = configuration.buildValidatorFactory()) {
            factory.getValidator().validate(settings).forEach(this::note);
        }
    }

    private void note(ConstraintViolation<RunbookSettings> violation) {
        String key = PropertyKeys.of(RunbookSettings.PREFIX, violation.getPropertyPath());
        String[] message = violation.getMessage().split(HINT, 2);
        Object value = violation.getInvalidValue();
        boolean absent =
                value == null || value.toString().isBlank() || value.equals(List.of()) || value.equals(Map.of());
        String observed = absent ? Violation.NOTHING : PropertyKeys.isSecret(key) ? "a secret" : "'" + value + "'";
        violations.add(key, observed, message[0], message[1]);
    }

    private CellSecrets review(String name, CellSettings cell) {
        String key = RunbookSettings.PREFIX + ".cells" + PropertyKeys.entry(name);
        if (!CELL_NAME.matcher(name).matches()) {
            violations.add(
                    key,
                    "'" + name + "'",
                    "a name of letters, digits and dashes, at most 40",
                    "Rename the cell; the name becomes part of directory names.");
        }
        new CellReview(key, cell, violations).run();
        KeyChecks keys = new KeyChecks(violations);
        Map<String, Secret> passphrases = new HashMap<>();
        cell.hosts().forEach((hostName, host) -> {
            if (host == null) {
                return;
            }
            String hostKey = key + ".hosts" + PropertyKeys.entry(hostName);
            keys.privateKey(hostKey + ".private-key", host.privateKey());
            keys.hostKey(hostKey + ".host-key", host.hostKey());
            secrets.optional(hostKey + ".passphrase", host.passphrase(), host.passphraseFile())
                    .ifPresent(passphrase -> passphrases.put(hostName, passphrase));
        });
        return new CellSecrets(
                wsadminPassword(key + ".deployment-manager.password", cell),
                passphrases,
                bannerPassword(key + ".banner.password", cell.banner()));
    }

    private @Nullable Secret bannerPassword(String key, @Nullable BannerSettings banner) {
        return banner == null
                ? null
                : secrets.required(key, banner.password(), banner.passwordFile())
                        .orElse(null);
    }

    private @Nullable Secret wsadminPassword(String key, CellSettings cell) {
        DeploymentManagerSettings manager = cell.deploymentManager();
        return manager == null
                ? null
                : secrets.required(key, manager.password(), manager.passwordFile())
                        .orElse(null);
    }

    private Optional<Installation.Admin> admin(@Nullable AdminSettings admin) {
        if (admin == null || admin.user() == null && admin.password() == null && admin.passwordFile() == null) {
            return Optional.empty();
        }
        String key = RunbookSettings.PREFIX + ".admin";
        String user = admin.user();
        if (user == null) {
            violations.add(key + ".user", Violation.NOTHING, "a user id", "A password alone does not make a user.");
        }
        Optional<Secret> password = secrets.required(key + ".password", admin.password(), admin.passwordFile());
        return user == null ? Optional.empty() : password.map(secret -> new Installation.Admin(user, secret));
    }
}
