package org.cnxrunbooks.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.EvaluationResult;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.cnxrunbooks.RunbookApplication;
import org.cnxrunbooks.house.SourceRule.SourceFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The walls of the house stand, and each of them bites. */
class ArchitectureTest {

    private static final Path SOURCES = Path.of("src/main/java");
    static final JavaClasses PRODUCT = product();

    @TempDir
    Path scratch;

    @ParameterizedTest
    @MethodSource("walls")
    void the_product_keeps(Wall wall) {
        assertThat(wall.rule().evaluate(PRODUCT).getFailureReport().getDetails())
                .as(wall.name())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("walls")
    void a_known_bad_twin_breaks(Wall wall) throws IOException {
        int number = 0;
        for (String twin : breakers(wall)) {
            List<String> sources = new ArrayList<>(List.of(twin));
            wall.twins().stream()
                    .filter(other -> !breakers(wall).contains(other))
                    .forEach(sources::add);
            EvaluationResult result = wall.rule().evaluate(KnownBad.compile(scratch.resolve("" + number++), sources));
            assertThat(result.getFailureReport().getDetails()).as(twin).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("sourceRules")
    void the_sources_keep(SourceRule rule) throws IOException {
        List<String> violations = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                violations.addAll(rule.check()
                        .violations(new SourceFile(
                                SOURCES.relativize(file).toString().replace('\\', '/'), Files.readString(file))));
            }
        }
        assertThat(violations).as(rule.name()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("sourceRules")
    void a_known_bad_file_breaks(SourceRule rule) {
        assertThat(rule.check().violations(rule.twin())).as(rule.name()).isNotEmpty();
    }

    @Test
    void every_room_has_its_sign() throws IOException {
        assertThat(directoriesWithoutSign(SOURCES)).isEmpty();
    }

    @Test
    void a_room_without_a_sign_is_noticed() throws IOException {
        Path room = Files.createDirectories(scratch.resolve("org/cnxrunbooks/vault"));
        Files.writeString(room.resolve("Vault.java"), "class Vault {}");
        assertThat(directoriesWithoutSign(scratch)).containsExactly(room);
    }

    static List<Wall> walls() {
        return Stream.concat(Walls.all().stream(), RefusedCalls.all().stream()).toList();
    }

    static List<SourceRule> sourceRules() {
        return SourceRules.all();
    }

    /** The twins proper; a source without "Bad" only keeps them company. */
    private static List<String> breakers(Wall wall) {
        return wall.twins().stream()
                .filter(source -> source.matches("(?s).*(class|record) (Abstract)?Bad.*"))
                .toList();
    }

    private static List<Path> directoriesWithoutSign(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(path -> path.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .filter(directory -> !directory.endsWith("cnxrunbooks"))
                    .filter(directory -> !Files.exists(directory.resolve("package-info.java")))
                    .toList();
        }
    }

    private static JavaClasses product() {
        try {
            return new ClassFileImporter()
                    .importPath(Path.of(RunbookApplication.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI()));
        } catch (URISyntaxException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
