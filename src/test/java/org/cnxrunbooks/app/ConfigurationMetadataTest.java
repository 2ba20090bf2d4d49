package org.cnxrunbooks.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The metadata that lets an editor complete our keys comes from the build's annotation processor. */
class ConfigurationMetadataTest {

    @Test
    void editors_are_offered_our_top_level_keys_with_their_meaning() throws IOException {
        assertThat(ours())
                .filteredOn(property -> !property.at("/description").asText().isBlank())
                .extracting(property -> property.at("/name").asText())
                .contains(
                        "runbooks.cells",
                        "runbooks.vault",
                        "runbooks.admin.user",
                        "runbooks.admin.password",
                        "runbooks.admin.password-file");
    }

    @Test
    void no_key_of_ours_is_without_a_description() throws IOException {
        assertThat(ours())
                .filteredOn(property -> property.at("/description").asText().isBlank())
                .extracting(property -> property.at("/name").asText())
                .isEmpty();
    }

    private static List<JsonNode> ours() throws IOException {
        List<JsonNode> properties = new ArrayList<>();
        for (var resource : new PathMatchingResourcePatternResolver()
                .getResources("classpath*:META-INF/spring-configuration-metadata.json")) {
            try (InputStream stream = resource.getInputStream()) {
                StreamSupport.stream(
                                new ObjectMapper()
                                        .readTree(stream)
                                        .at("/properties")
                                        .spliterator(),
                                false)
                        .filter(property -> property.at("/name").asText().startsWith("runbooks."))
                        .forEach(properties::add);
            }
        }
        return properties;
    }
}
