package org.cnxrunbooks.wsadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.cnxrunbooks.lab.LabJython;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each script in both levels of Jython, each in a process of its own, as wsadmin runs them. */
class WsadminScriptTest {

    private static final String JYTHON_21 = "jython-2.1.jar";
    private static final String JYTHON_27 = "jython-standalone-2.7.4.jar";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {JYTHON_21, JYTHON_27})
    void every_script_parses(String jython) throws Exception {
        for (WsadminScript script : WsadminScript.values()) {
            String parsed = jython(jython, parsing(script.content()), List.of());

            assertThat(parsed).as(script.name()).contains("parsed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {JYTHON_21, JYTHON_27})
    void what_would_not_parse_is_noticed(String jython) throws Exception {
        byte[] broken = "x = [\n".getBytes(StandardCharsets.US_ASCII);

        assertThat(jython(jython, parsing(broken), List.of())).doesNotContain("parsed");
    }

    @Test
    void the_older_level_refuses_what_only_the_newer_knows() throws Exception {
        byte[] newer = "y = 1 if True else 2\n".getBytes(StandardCharsets.US_ASCII);

        assertThat(jython(JYTHON_27, parsing(newer), List.of())).contains("parsed");
        assertThat(jython(JYTHON_21, parsing(newer), List.of())).doesNotContain("parsed");
    }

    @ParameterizedTest
    @ValueSource(strings = {JYTHON_21, JYTHON_27})
    void every_value_goes_there_and_back(String jython) throws Exception {
        List<String> values = new ArrayList<>(List.of(
                "",
                " ",
                "a:b|c d%e=f",
                "line\nline\ttab\r",
                "\u00e4\u00f6\u00fc \u5c71\u7530 \u0000",
                "C:\\x\\%0041",
                "\ud83d\ude00\ud83d\ude01 x \udbff\udfff"));
        Random random = new Random(20260314);
        for (int i = 0; i < 60; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(30); length > 0; length--) {
                text.append((char) random.nextInt(0x300));
            }
            values.add(text.toString());
        }
        String prelude = new String(WsadminScript.LIST_APPLICATIONS.content(), StandardCharsets.US_ASCII);
        String script = prelude.substring(0, prelude.indexOf("# Lists the applications"))
                + "for word in sys.argv:\n    cnxops_print('value', [cnxops_decode(word), 'x'])\ncnxops_end()\n";

        String output = jython(
                jython,
                script.getBytes(StandardCharsets.US_ASCII),
                values.stream().map(PercentText::encode).toList());

        List<String> back = output.lines()
                .filter(line -> line.startsWith("CNXOPS value="))
                .map(line -> line.substring("CNXOPS value=".length()).split(" ", -1))
                .peek(parts -> assertThat(parts).hasSize(2))
                .map(parts -> PercentText.decode(parts[0]))
                .toList();
        assertThat(back).isEqualTo(values);
        assertThat(output).contains("CNXOPS end=" + values.size());
    }

    @Test
    void one_name_never_means_two_texts() {
        assertThat(WsadminScript.REPORT_CELL.fileName()).matches("report_cell-[0-9a-f]{16}\\.py");
        assertThat(List.of(WsadminScript.values()).stream()
                        .map(WsadminScript::fileName)
                        .distinct())
                .hasSameSizeAs(WsadminScript.values());
    }

    /** A script that has another one compiled; neither level has a parser to call from outside. */
    private byte[] parsing(byte[] script) throws IOException {
        Path file = directory.resolve("subject.py");
        Files.write(file, script);
        String path = file.toString().replace("\\", "/");
        return ("compile(open('" + path + "').read() + '\\n', 'subject', 'exec')\nprint 'parsed'\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private String jython(String jar, byte[] script, List<String> arguments) throws IOException, InterruptedException {
        Path library = Path.of("target", "lab-lib", jar).toAbsolutePath();
        assumeThat(library).as("copied by the build").exists();
        Path file = directory.resolve("run.py");
        Files.write(file, script);
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Dpython.cachedir.skip=true",
                "-Dpython.import.site=false",
                "-cp",
                classes() + ":" + library,
                LabJython.class.getName(),
                file.toString()));
        words.addAll(arguments);
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    private static String classes() {
        return LabJython.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
    }
}
