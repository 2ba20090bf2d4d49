package org.cnxrunbooks.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;

/** A configuration that is right, and what a test makes of it. */
final class SettingsText {

    static final String HOST_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9d1SGJPcMpZz7H3EdSCBzzNqBCXfFzmKJoIU4xJhM8";

    private final Path privateKey;
    private final Path secretFile;
    private final Map<String, Object> overrides = new LinkedHashMap<>();
    private String yaml;

    SettingsText(Path directory) throws IOException {
        privateKey = Files.writeString(directory.resolve("id_ed25519"), "-----BEGIN OPENSSH PRIVATE KEY-----\n");
        Files.setPosixFilePermissions(privateKey, PosixFilePermissions.fromString("rw-------"));
        secretFile = Files.writeString(directory.resolve("secret"), "open sesame\n");
        yaml = new ClassPathResource("settings/valid.yaml")
                .getContentAsString(StandardCharsets.UTF_8)
                .replace("PRIVATE_KEY", privateKey.toString())
                .replace("SECRET_FILE", secretFile.toString())
                .replace("HOST_KEY", HOST_KEY);
    }

    Path privateKey() {
        return privateKey;
    }

    /** Replaces text that has to be there. */
    SettingsText replace(String text, String replacement) {
        if (!yaml.contains(text)) {
            throw new IllegalArgumentException("Not in the valid configuration: " + text);
        }
        yaml = yaml.replace(text, replacement);
        return this;
    }

    /** Sets a key in a source of higher rank, as a command line does. */
    SettingsText set(String key, Object value) {
        overrides.put(key, value);
        return this;
    }

    String yaml() {
        return yaml;
    }

    ConfigurableEnvironment environment() throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        for (PropertySource<?> source : new YamlPropertySourceLoader()
                .load("yaml", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))) {
            environment.getPropertySources().addFirst(source);
        }
        environment.getPropertySources().addFirst(new MapPropertySource("overrides", overrides));
        return environment;
    }
}
