package org.cnxrunbooks.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeStreamBench {

    @TempDir
    Path directory;

    @Test
    void twenty_gigabytes_and_a_million_files_pass_through_a_heap_of_256_megabytes() {
        String line = LargeStream.fork(directory, 20_000_000_000L, 1_000_000);

        System.out.print(line);
        assertThat(line).contains("of 256 MB");
    }
}
