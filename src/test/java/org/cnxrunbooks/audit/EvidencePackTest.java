package org.cnxrunbooks.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pack tells by itself what was done to it; the script runs with this machine's sh, openssl and sha256sum. */
class EvidencePackTest {

    private static final int MUTATIONS = 500;
    private static final int UNTOUCHED = 200;
    private static final int SIDE_BY_SIDE = 4;

    @TempDir
    static Path directory;

    private static EvidenceKey key;

    @BeforeAll
    static void makeKey() {
        key = EvidenceKey.at(directory.resolve("keys/evidence-key.pem"));
    }

    @Test
    void of_five_hundred_ways_to_tamper_each_is_named_rightly() throws Exception {
        Map<String, byte[]> pack = PackFixture.files(key, 6, 1);
        List<String> wrong = together(MUTATIONS, seed -> {
            Mutation.Tampered tampered = Mutation.of(pack, seed);
            PackFixture.Verdict verdict = verdict("mutated-" + seed, tampered.files());
            boolean named = verdict.exit() == 1
                    && verdict.said().lines().anyMatch(line -> line.startsWith(tampered.expected()));
            return named ? "" : seed + " " + tampered.what() + ", expected " + tampered.expected() + ": " + verdict;
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void of_two_hundred_untouched_packs_none_raises_an_alarm() throws Exception {
        List<String> wrong = together(UNTOUCHED, seed -> {
            PackFixture.Verdict verdict = verdict("whole-" + seed, PackFixture.files(key, seed % 12, seed));
            return verdict.exit() == 0 && verdict.said().contains("This pack holds") ? "" : seed + ": " + verdict;
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void a_pack_that_was_signed_anew_with_another_key_is_found_by_the_print() throws IOException {
        EvidenceKey other = EvidenceKey.at(directory.resolve("other.pem"));
        Path pack = directory.resolve("forged");
        PackFixture.write(PackFixture.files(other, 3, 1), pack);
        assertThat(PackFixture.verify(pack).exit()).isZero();
        assertThat(PackFixture.verify(pack, other.print()).exit()).isZero();
        assertThat(PackFixture.verify(pack, key.print()).said())
                .contains("ALTERED evidence-key.pub: its fingerprint is " + other.print());
        assertThat(PackFixture.verify(pack, key.print()).exit()).isEqualTo(1);
    }

    @Test
    void a_chain_that_was_broken_before_the_pack_was_made_is_told() throws IOException {
        Path pack = directory.resolve("broken");
        Map<String, byte[]> files = PackFixture.files(key, 3, 1);
        SealedFiles again = new SealedFiles(PackFixture.RUN);
        files.remove("manifest.txt");
        files.remove("manifest.sig");
        files.remove("evidence-key.pub");
        files.computeIfPresent("chain/000003", (path, form) -> {
            byte[] other = form.clone();
            other[other.length - 3] ^= 1;
            return other;
        });
        files.forEach(again::add);
        PackFixture.write(again.seal(key), pack);
        assertThat(PackFixture.verify(pack).said())
                .contains("ALTERED before this pack was made: entry 4 does not follow the one before it");
    }

    @Test
    void the_key_is_made_once_and_is_its_owners_alone() throws IOException {
        Path file = directory.resolve("made/evidence-key.pem");
        String print = EvidenceKey.at(file).print();
        assertThat(print).matches("[0-9a-f]{64}").isEqualTo(EvidenceKey.at(file).print());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Path broken = Files.writeString(directory.resolve("broken.pem"), "no key");
        assertThatThrownBy(() -> EvidenceKey.at(broken))
                .hasMessageContaining("Key of the evidence not usable: " + broken)
                .hasMessageContaining("HINT: openssl genpkey");
    }

    private interface Case {
        String wrong(int seed) throws IOException;
    }

    private static List<String> together(int cases, Case one) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(SIDE_BY_SIDE);
        try {
            List<Future<String>> answers = new ArrayList<>();
            for (int seed = 0; seed < cases; seed++) {
                int mine = seed;
                answers.add(threads.submit(() -> one.wrong(mine)));
            }
            Set<String> wrong = new TreeSet<>();
            for (Future<String> answer : answers) {
                wrong.add(answer.get());
            }
            wrong.remove("");
            return List.copyOf(wrong);
        } finally {
            threads.shutdown();
        }
    }

    private static PackFixture.Verdict verdict(String name, Map<String, byte[]> files) {
        Path pack = directory.resolve(name);
        PackFixture.write(files, pack);
        return PackFixture.verify(pack);
    }
}
