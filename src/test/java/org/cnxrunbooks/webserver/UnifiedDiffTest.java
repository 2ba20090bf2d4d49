package org.cnxrunbooks.webserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class UnifiedDiffTest {

    @Test
    void three_lines_stand_around_a_change() {
        assertThat(diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\n\u00fcn\n5\n6\n7\n8\n9\n"))
                .isEqualTo("--- /c\n+++ /c\n@@ -2,6 +2,7 @@\n 2\n 3\n 4\n+\u00fcn\n 5\n 6\n 7");
    }

    @Test
    void nothing_changed_is_nothing() {
        assertThat(diff("1\n2", "1\n2")).isEmpty();
        assertThat(diff("", "")).isEmpty();
    }

    @Test
    void a_line_end_at_the_end_of_the_file_is_told() {
        assertThat(diff("1\n2", "1\n2\n"))
                .isEqualTo("--- /c\n+++ /c\n@@ -1,2 +1,2 @@\n 1\n-2\n\\ No newline at end of file\n+2");
    }

    @Test
    void line_ends_show_where_they_are_mixed_alone() {
        assertThat(diff("1\r\n2\r\n", "1\r\n3\r\n2\r\n")).isEqualTo("--- /c\n+++ /c\n@@ -1,2 +1,3 @@\n 1\n+3\n 2");
        assertThat(diff("1\n2\n", "1\r\n2\n")).isEqualTo("--- /c\n+++ /c\n@@ -1,2 +1,2 @@\n-1\n+1\u240d\n 2");
    }

    @Test
    void a_file_that_was_empty_is_all_new() {
        assertThat(diff("", "1\n")).endsWith(" +1,1 @@\n+1");
    }

    private static String diff(String before, String after) {
        return UnifiedDiff.of(new FileEdit("/c", bytes(before), bytes(after)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
