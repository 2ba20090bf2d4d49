package org.cnxrunbooks.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

/** What README.md says is so. */
class ReadmeTest {

    private static final Path ROOT = Path.of("");
    private static final Set<String> DESCRIBED = described();
    private static final Readme.Known KNOWN = known();

    @Test
    void the_page_is_true() throws IOException {
        assertThat(new Readme(page(), KNOWN).untrue()).isEmpty();
    }

    @Test
    void the_page_has_its_parts_in_order() throws IOException {
        assertThat(page().lines().filter(line -> line.startsWith("## ")).toList())
                .containsExactly(
                        "## Try it",
                        "## Runbooks",
                        "## Point it at your cell",
                        "## Read the evidence",
                        "## What it will not do",
                        "## The house",
                        "## Work on it");
    }

    @Test
    void the_accounts_of_the_page_are_those_of_the_lab() throws IOException {
        String accounts = Files.readString(ROOT.resolve("src/test/java/org/cnxrunbooks/lab/LabAccounts.java"));
        for (String name : Set.of("ops", "ops2", "approver", "approver2", "auditor", "admin")) {
            assertThat(page()).contains("`" + name + "`");
            assertThat(accounts).contains("\"" + name + "\"");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "src/docs/unverified.md | src/docs/verified.md | link to src/docs/verified.md leads nowhere",
                "forms in `forms` | forms in `forms/old` | file forms/old does not exist",
                "mvn -B verify | mvn -B prove | prove is no phase of Maven",
                "mvn spotless:apply | mvn prettier:write | goal prettier:write has no plug-in",
                "-Dlab.require=real | -Dlab.real=true | property lab.real does not exist",
                "cumulative-refresh: | refresh: | key runbooks.cells.prod.release.refresh configures nothing",
                "clusters:  | groups:  | key runbooks.cells.prod.groups.name configures nothing",
                "RUNBOOKS_ADMIN_USER | RUNBOOKS_ADMIN_NAME | key runbooks.admin.name configures nothing",
                "`runbooks.admin.password-file` | `runbooks.admin.secret` | key runbooks.admin.secret configures nothing",
                "serviceTask_verifyBackup | serviceTask_checkBackup | element serviceTask_checkBackup does not exist",
                "localhost:8080 | localhost:8888 | port 8888 is not configured",
                "`evidence_blob` | `evidence_bytes` | table evidence_bytes does not exist",
                "/progress` | /speed` | page /runs/<business key>/speed is not answered",
                "/pack` | /parcel` | page /runs/<business key>/parcel is not answered",
                "[`backup`](processes/backup.bpmn) | Backup | runbook backup is not in the table",
                "`wsadmin` | `asking` | room wsadmin is not in the table"
            })
    void an_untrue_page_is_noticed(String good, String bad, String complaint) throws IOException {
        String bent = DiagramRule.replacing(good, bad).apply(page());
        assertThat(new Readme(bent, KNOWN).untrue()).contains(complaint);
    }

    private static String page() throws IOException {
        return Files.readString(ROOT.resolve("README.md"));
    }

    private static Readme.Known known() {
        try {
            return look();
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static Readme.Known look() throws IOException {
        Set<String> models = new TreeSet<>();
        Set<String> elements = new TreeSet<>();
        for (Diagram model : Diagram.ofTheProduct()) {
            model.all(Process.class).forEach(process -> models.add(process.getId()));
            model.all(FlowNode.class).forEach(node -> elements.add(node.getId()));
        }
        Map<String, Map<String, Object>> configuration =
                new Yaml().load(Files.readString(ROOT.resolve("src/main/resources/application.yaml")));
        return new Readme.Known(
                ROOT,
                Files.readString(ROOT.resolve("pom.xml")),
                models,
                elements,
                rooms(),
                text("src/main/resources/db/migration"),
                pages(),
                "" + configuration.get("server").get("port"),
                key -> YamlKeys.binds(settings(), key.replaceFirst("^runbooks\\.?", "")) || DESCRIBED.contains(key));
    }

    /** Keys that the product and its libraries describe for editors. */
    private static Set<String> described() {
        try {
            Set<String> keys = new TreeSet<>();
            for (URL page : Collections.list(
                    ReadmeTest.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
                new ObjectMapper()
                        .readTree(page)
                        .get("properties")
                        .forEach(property -> keys.add(property.get("name").asText()));
            }
            return keys;
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static Set<String> rooms() {
        return ArchitectureTest.PRODUCT.stream()
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .flatMap(type -> Rooms.roomOf(type).stream())
                .filter(room -> !Rooms.BEHIND.containsKey(room))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> pages() throws IOException {
        Set<String> pages = new TreeSet<>();
        try (Stream<Path> files = Files.walk(ROOT.resolve("src/main/java/org/cnxrunbooks/audit"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                pages.addAll(pages(Files.readString(file)));
            }
        }
        return pages;
    }

    private static Set<String> pages(String controller) {
        String root = Pattern.compile("@RequestMapping\\(path = \"([^\"]+)\"")
                .matcher(controller)
                .results()
                .map(hit -> hit.group(1))
                .findFirst()
                .orElse("");
        return Pattern.compile("@GetMapping\\(\"([^\"]+)\"")
                .matcher(controller)
                .results()
                .map(hit -> root + hit.group(1))
                .collect(Collectors.toSet());
    }

    private static String text(String directory) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(ROOT.resolve(directory))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    private static Class<?> settings() {
        try {
            return Class.forName("org.cnxrunbooks.app.RunbookSettings");
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
