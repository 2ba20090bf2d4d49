package org.cnxrunbooks.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cnxrunbooks.house.Coverage.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each step of the source documents is automated, done by a person, or dropped with a reason. */
class RunbookCoverageTest {

    private static final Path DOCUMENTS = Path.of("src/test/resources/runbook");
    private static final Path CODE = Path.of("src/main/java");
    private static final Pattern SOURCE = Pattern.compile("(?<![\\w-])\\d{3}-\\d+(\\.\\d+)*(?![\\w-])");
    private static final List<Diagram> MODELS = Diagram.ofTheProduct();

    /** The numbers that are printed in the documents. */
    private static final List<String> PRINTED = List.of(
            "1", "2", "3", "3.1", "3.2", "3.2.1", "3.2.2", "3.3", "4", "5", "6", "6.1", "6.2", "6.3", "6.4", "7", "8",
            "9");

    @Test
    void every_step_is_covered_and_every_source_is_a_step() throws IOException {
        assertThat(documents().gaps(MODELS, sourcesIn(CODE))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"000", "001"})
    void every_printed_number_of_the_backup_documents_is_listed(String document) throws IOException {
        assertThat(documents().rows())
                .extracting(Row::step)
                .containsAll(PRINTED.stream().map(step -> document + "-" + step).toList());
    }

    @Test
    void the_three_directories_of_installation_manager_are_listed() throws IOException {
        assertThat(documents().rows()).extracting(Row::step).contains("003-0", "003-1", "003-2", "003-3");
    }

    @Test
    void every_part_of_the_maintenance_document_is_listed() throws IOException {
        assertThat(documents().rows())
                .extracting(Row::step)
                .contains("004-1", "004-2.1", "004-2.1.1", "004-2.2.1", "004-2.2.2", "004-2.2.2.1", "004-3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "serviceTask_stopServers | serviceTask_stopServlets | which no model has",
                "automated,serviceTask_exportRoleMappings | automated,serviceTask_dumpDatabases | has another source",
                "human,userTask_confirmServiceRestored | automated,userTask_confirmServiceRestored | of that kind",
                "automated,serviceTask_lookUpFilenetAdmin | human,serviceTask_lookUpFilenetAdmin | of that kind",
                "a requirement on the installation; taking a set does not change it | '' | needs a reason",
                "001-7, | 001-70, | 001-7 is missing before 001-8",
                "001-6, | 001-66, | 001-6 is missing above 001-6.1",
                "001-5, | 001-4, | is listed twice",
                "001-5, | 001-55, | packInstallation names 001-5, which no document has",
                "automated | somehow | expected automated, human or dropped"
            })
    void a_known_bad_list_is_refused(String good, String bad, String complaint) throws IOException {
        String bent = DiagramRule.replacing(good, bad).apply(text("seed-001.csv"));
        Coverage coverage = Coverage.of(
                List.of(text("seed-000.csv"), bent, text("seed-002.csv"), text("seed-003.csv"), text("seed-004.csv")));
        assertThat(coverage.gaps(MODELS, Set.of()))
                .anySatisfy(gap -> assertThat(gap).contains(complaint));
    }

    @Test
    void a_list_with_other_columns_is_refused() {
        assertThatThrownBy(() -> Coverage.of(List.of("step,what\n001-1,stop")))
                .hasMessageContaining("expected [step, text, how, elements, reason]");
    }

    @Test
    void a_step_that_only_the_code_knows_is_refused() throws IOException {
        assertThat(documents().gaps(MODELS, Set.of("001-99")))
                .containsExactly("the code names 001-99, which no document has");
    }

    @Test
    void steps_in_the_code_are_found(@TempDir Path scratch) throws IOException {
        Files.writeString(scratch.resolve("Items.java"), "new Item(\"000-6.1,001-6.1\", \"2026-01-01\")");
        assertThat(sourcesIn(scratch)).containsExactly("000-6.1", "001-6.1");
    }

    private static Coverage documents() throws IOException {
        return Coverage.of(List.of(
                text("seed-000.csv"),
                text("seed-001.csv"),
                text("seed-002.csv"),
                text("seed-003.csv"),
                text("seed-004.csv")));
    }

    private static String text(String name) throws IOException {
        return Files.readString(DOCUMENTS.resolve(name));
    }

    /** Everything in string literals that looks like a step. */
    private static Set<String> sourcesIn(Path root) throws IOException {
        Set<String> found = new TreeSet<>();
        Pattern literal = Pattern.compile("\"([^\"\\n]*)\"");
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                literal.matcher(Files.readString(file)).results().forEach(text -> {
                    Matcher step = SOURCE.matcher(text.group(1));
                    while (step.find()) {
                        found.add(step.group());
                    }
                });
            }
        }
        return found;
    }
}
