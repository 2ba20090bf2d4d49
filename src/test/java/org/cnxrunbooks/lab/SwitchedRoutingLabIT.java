package org.cnxrunbooks.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.cnxrunbooks.webserver.Halves;
import org.cnxrunbooks.webserver.PluginConfig;
import org.cnxrunbooks.webserver.RoutingEdit;
import org.cnxrunbooks.webserver.RoutingEdit.Proof;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A switched plugin-cfg.xml in front of a real Apache: every new session of every cluster goes to the serving half. */
@ExtendWith(LabExtension.class)
class SwitchedRoutingLabIT {

    private final Lab lab;

    SwitchedRoutingLabIT(Lab lab) {
        this.lab = lab;
    }

    @BeforeEach
    void apache_is_there() {
        assumeThat(lab.parts().get("webServer")).isEqualTo("real");
    }

    @AfterEach
    void the_first_files_are_back() throws Exception {
        lab.reset();
        for (LabLayout.Web web : LabLayout.WEB_SERVERS) {
            graceful(web);
        }
    }

    @Test
    void new_sessions_of_every_cluster_go_to_the_half_that_serves() throws Exception {
        for (LabLayout.Web web : LabLayout.WEB_SERVERS) {
            Path file = lab.layout().pluginConfig(web);
            byte[] generated = Files.readAllBytes(file);
            for (String node : LabLayout.NODES) {
                PluginConfig config = PluginConfig.parse(file.toString(), generated);
                Files.write(
                        file,
                        RoutingEdit.switchTo(config, halves(node), Proof.BY_CLONE_ID)
                                .after());
                graceful(web);
                // a child of before may take one more connection
                LabWait.until(
                        web.name() + " serves from " + node,
                        Duration.ofSeconds(30),
                        () -> strayed(web, node).isEmpty(),
                        () -> strayed(web, node).toString());
                for (int i = 0; i < 3; i++) {
                    assertThat(strayed(web, node)).as("%s %s", web.name(), node).isEmpty();
                }
            }
        }
    }

    /** Contexts whose new session is not served by a member of their cluster on this node, with the answer. */
    private Map<String, String> strayed(LabLayout.Web web, String node) {
        Map<String, String> strayed = new TreeMap<>();
        LabLayout.CONTEXTS.forEach((context, application) -> {
            String answer = get(web, "/" + context + "/");
            if (!answer.startsWith("200") || !answer.matches("(?s).*clone=(" + cloneIds(node, application) + ") .*")) {
                strayed.put(context, answer);
            }
        });
        return strayed;
    }

    private String get(LabLayout.Web web, String path) {
        try {
            return LabCurl.get(lab.layout(), web, "http", path);
        } catch (IOException e) {
            return "000 " + e.getMessage();
        }
    }

    private Halves halves(String serving) {
        return new Halves(names(member -> member.node().equals(serving)), names(member -> !member.node()
                .equals(serving)));
    }

    private Set<String> names(Predicate<LabLayout.Member> wanted) {
        return lab.layout().members().stream()
                .filter(wanted)
                .map(member -> member.node() + "_" + member.name())
                .collect(Collectors.toSet());
    }

    private String cloneIds(String node, String application) {
        return lab.layout().members().stream()
                .filter(member -> member.node().equals(node)
                        && member.cluster().equals(lab.layout().clusterOf(application)))
                .map(LabLayout.Member::cloneId)
                .collect(Collectors.joining("|"));
    }

    /** Returns when only children of after it answer. */
    private void graceful(LabLayout.Web web) throws Exception {
        Path log = lab.layout().httpServer(web).resolve("logs/error_log");
        int before = starts(log);
        LabShell.run(
                lab.host(web.host()),
                LabScripts.quoted(lab.layout().httpServer(web) + "/bin/apachectl") + " graceful 2>&1");
        LabWait.until(web.name() + " graceful", Duration.ofSeconds(30), () -> starts(log) > before, () -> text(log));
    }

    private static int starts(Path log) {
        return text(log).split("resuming normal operations", -1).length;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
