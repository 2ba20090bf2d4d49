package org.cnxrunbooks.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.cnxrunbooks.house.FormRule.FormFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every form can be shown by Tasklist and read by people. */
class FormTest {

    private static final Path GOOD = Path.of("src/test/resources/house/good.form");
    private static final List<FormFile> FORMS = ofTheProduct();

    @ParameterizedTest
    @MethodSource("rules")
    void the_forms_keep(FormRule rule) {
        assertThat(FORMS).isNotEmpty();
        assertThat(FORMS).allSatisfy(form -> assertThat(rule.check().violations(form))
                .as("%s.form: %s", form.file(), rule.name())
                .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_good_form_keeps(FormRule rule) throws IOException {
        assertThat(rule.check().violations(form("good", Files.readString(GOOD))))
                .as(rule.name())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_good_form_bent_breaks(FormRule rule) throws IOException {
        String bent = rule.bend().apply(Files.readString(GOOD));
        assertThat(rule.check().violations(form("good", bent))).as(rule.name()).isNotEmpty();
    }

    static List<FormRule> rules() {
        return FormRules.all();
    }

    static List<FormFile> ofTheProduct() {
        try (Stream<Path> files = Files.list(Path.of("forms"))) {
            return files.filter(path -> path.toString().endsWith(".form"))
                    .sorted()
                    .map(FormTest::read)
                    .toList();
        } catch (IOException broken) {
            throw new IllegalStateException("forms", broken);
        }
    }

    private static FormFile read(Path path) {
        try {
            return form(path.getFileName().toString().replaceFirst("\\.form$", ""), Files.readString(path));
        } catch (IOException broken) {
            throw new IllegalStateException(path.toString(), broken);
        }
    }

    private static FormFile form(String file, String json) throws IOException {
        return new FormFile(file, new ObjectMapper().readTree(json));
    }
}
