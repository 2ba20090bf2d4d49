package org.cnxrunbooks.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeStreamTest {

    @TempDir
    Path directory;

    @Test
    void two_gigabytes_and_a_hundred_thousand_files_pass_through_a_heap_of_256_megabytes() {
        assertThat(LargeStream.fork(directory, 2_100_000_000L, 100_000)).contains("members in", "of 256 MB");
    }
}
