package org.cnxrunbooks.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every model is drawn, named and built by the rules of the house. */
class DiagramTest {

    private static final List<Diagram> MODELS = Diagram.ofTheProduct();
    private static final Path GOOD = Path.of("src/test/resources/house/good.bpmn");

    @ParameterizedTest
    @MethodSource("rules")
    void the_models_keep(DiagramRule rule) {
        assertThat(MODELS).isNotEmpty();
        assertThat(MODELS).allSatisfy(model -> assertThat(rule.check().violations(model))
                .as("%s: %s", model.file(), rule.name())
                .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_good_model_keeps(DiagramRule rule) {
        assertThat(rule.check().violations(Diagram.read(GOOD))).as(rule.name()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_good_model_bent_breaks(DiagramRule rule) throws IOException {
        String bent = rule.bend().apply(Files.readString(GOOD));
        assertThat(rule.check().violations(Diagram.parse("good.bpmn", bent)))
                .as(rule.name())
                .isNotEmpty();
    }

    @Test
    void a_label_becomes_an_id() {
        assertThat(NamingRules.lowerCamel("Look up filenetAdmin")).isEqualTo("lookUpFilenetAdmin");
        assertThat(NamingRules.lowerCamel("Backup verified")).isEqualTo("backupVerified");
        assertThat(ModelRules.kebab("inspectFilenetAdminRealm")).isEqualTo("inspect-filenet-admin-realm");
    }

    static List<DiagramRule> rules() {
        return Stream.of(LayoutRules.all(), NamingRules.all(), ModelRules.all())
                .flatMap(List::stream)
                .toList();
    }
}
