package org.cnxrunbooks.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;

/** The configuration that the README shows is read by the product itself; only keys and files of a site are missing. */
class ReadmeSettingsTest {

    private static final Pattern BLOCK = Pattern.compile("```yaml\n(runbooks:.*?)```", Pattern.DOTALL);
    private static final Pattern OF_A_SITE = Pattern.compile(
            ".*\\.(?:private-key|host-key|password-file)|runbooks\\.encryption\\.recipients(?:\\[\\d])?");

    @Test
    void nothing_but_what_belongs_to_a_site_is_missing_in_the_readmes_example() throws IOException {
        assertThat(violations(example()))
                .isNotEmpty()
                .extracting(Violation::key)
                .allMatch(key -> OF_A_SITE.matcher(key).matches());
    }

    @Test
    void a_misspelt_key_in_the_example_would_be_noticed() throws IOException {
        assertThat(violations(example().replace("cell-name:", "cell:")))
                .extracting(Violation::key)
                .anyMatch(key -> key.endsWith(".deployment-manager.cell"));
    }

    private static String example() throws IOException {
        Matcher matcher = BLOCK.matcher(Files.readString(Path.of("README.md"), StandardCharsets.UTF_8));
        assertThat(matcher.find()).as("a yaml block in README.md").isTrue();
        return matcher.group(1);
    }

    private static List<Violation> violations(String yaml) throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        for (PropertySource<?> source : new YamlPropertySourceLoader()
                .load("readme", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))) {
            environment.getPropertySources().addFirst(source);
        }
        return catchThrowableOfType(InvalidSettings.class, () -> SettingsReader.read(environment))
                .violations();
    }
}
