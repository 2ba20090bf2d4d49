package org.cnxrunbooks.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.cnxrunbooks.cell.Secret;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our streams and the real tool understand each other, and neither takes what is not whole. */
class AgeTest {

    private static final int CHUNK = 64 << 10;

    @TempDir
    Path directory;

    private final Random random = new Random(7);
    private AgeTool mine;
    private AgeTool yours;

    @BeforeEach
    void makeKeys() {
        mine = AgeTool.key(directory, "mine.txt");
        yours = AgeTool.key(directory, "yours.txt");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, CHUNK - 1, CHUNK, CHUNK + 1, 5 * CHUNK, 1_234_567})
    void what_is_written_here_the_tool_reads_with_each_key_alone(int size) throws IOException {
        byte[] content = bytes(size);
        Path file = Files.write(directory.resolve("file.age"), encrypted(content, mine, yours));

        for (AgeTool key : List.of(mine, yours)) {
            Path plain = directory.resolve("plain-" + key.file().getFileName());
            assertThat(key.decrypt(file, plain).output()).isEmpty();
            assertThat(Files.readAllBytes(plain)).isEqualTo(content);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, CHUNK - 1, CHUNK, CHUNK + 1, 5 * CHUNK, 1_234_567})
    void what_the_tool_wrote_is_read_here_with_each_key_alone(int size) throws IOException {
        byte[] content = bytes(size);
        Path plain = Files.write(directory.resolve("plain"), content);
        Path file = directory.resolve("file.age");
        AgeTool.encrypt(plain, file, mine, yours);

        for (AgeTool key : List.of(mine, yours)) {
            assertThat(decrypted(Files.readAllBytes(file), key.identity())).isEqualTo(content);
        }
    }

    @Test
    void another_key_opens_nothing_here_and_there() throws IOException {
        byte[] file = encrypted(bytes(1000), mine);

        assertThatThrownBy(() -> decrypted(file, yours.identity())).isInstanceOf(IOException.class);
        assertThat(yours.decrypt(Files.write(directory.resolve("file.age"), file), directory.resolve("plain"))
                        .code())
                .isNotZero();
    }

    @Test
    void a_bit_that_flips_anywhere_is_refused() throws IOException {
        byte[] file = encrypted(bytes(2 * CHUNK + 77), mine, yours);
        Stream<Integer> header = Stream.iterate(0, at -> at < 500, at -> at + 1);
        Stream<Integer> further = Stream.iterate(500, at -> at < file.length, at -> at + 1 + random.nextInt(999));

        Stream.concat(header, further).forEach(at -> {
            byte[] altered = file.clone();
            altered[at] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(() -> decrypted(altered, mine.identity()))
                    .as("byte " + at)
                    .isInstanceOf(IOException.class);
        });
    }

    @Test
    void a_file_that_was_cut_off_anywhere_is_refused() throws IOException {
        byte[] file = encrypted(bytes(3 * CHUNK), mine);
        int start = file.length - 3 * (CHUNK + 16);
        Stream<Integer> atChunks = Stream.of(0, start, start + CHUNK + 16, start + 2 * (CHUNK + 16), file.length - 1);
        Stream<Integer> anywhere =
                Stream.generate(() -> random.nextInt(file.length)).limit(300);

        Stream.concat(atChunks, anywhere)
                .forEach(length -> assertThatThrownBy(() -> decrypted(Arrays.copyOf(file, length), mine.identity()))
                        .as(length + " of " + file.length)
                        .isInstanceOf(IOException.class));
    }

    @Test
    void what_stands_behind_the_end_is_refused() throws IOException {
        byte[] file = encrypted(bytes(CHUNK), mine);

        assertThatThrownBy(() -> decrypted(Arrays.copyOf(file, file.length + 1), mine.identity()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void a_key_made_here_is_one_of_the_tool() throws IOException {
        RunKey key = Age.generate();
        Path file =
                Files.writeString(directory.resolve("run.key"), key.identity().reveal() + "\n");

        assertThat(Shell.run(directory, "age-keygen -y " + file).strip()).isEqualTo(key.recipient());
        assertThat(key.toString()).doesNotContain("SECRET");
        assertThat(AgeRecipient.refusal(key.recipient())).isEmpty();
    }

    @Test
    void only_a_public_key_of_this_kind_is_a_recipient() {
        String right = mine.recipient();

        assertThat(AgeRecipient.refusal(right)).isEmpty();
        assertThat(AgeRecipient.refusal(right.substring(1)))
                .hasValueSatisfying(why -> assertThat(why).contains(right.substring(1)));
        assertThat(AgeRecipient.refusal(right.replace(right.charAt(20), right.charAt(20) == 'q' ? 'p' : 'q')))
                .isPresent();
        for (String wrong : List.of(
                "age1",
                "age",
                "1",
                "größe",
                right + " ",
                right + "\n" + right,
                right.toUpperCase(Locale.ROOT),
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9d1SGJPcMpZz7H3EdSCBzzNqBCXfFzmKJoIU4xJhM8",
                // a point of small order: everybody would know the shared secret
                "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z")) {
            assertThat(AgeRecipient.refusal(wrong)).as(wrong).isPresent();
        }
        assertThat(AgeRecipient.refusal("")).contains("nothing");
    }

    @Test
    void a_secret_key_among_the_recipients_is_refused_without_repeating_it() {
        String secret = mine.identity().reveal();

        assertThat(AgeRecipient.refusal(secret))
                .hasValueSatisfying(why -> assertThat(why).doesNotContain(secret.substring(20)));
        assertThat(AgeRecipient.refusal(secret.toLowerCase(Locale.ROOT)))
                .hasValueSatisfying(why -> assertThat(why).doesNotContainIgnoringCase(secret.substring(20)));
    }

    private byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] encrypted(byte[] content, AgeTool... keys) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (OutputStream out =
                Age.encrypting(file, Arrays.stream(keys).map(AgeTool::recipient).toList())) {
            out.write(content);
        }
        return file.toByteArray();
    }

    private static byte[] decrypted(byte[] file, Secret identity) throws IOException {
        try (InputStream in = Age.decrypting(new ByteArrayInputStream(file), identity)) {
            return in.readAllBytes();
        }
    }
}
