package org.cnxrunbooks.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.cnxrunbooks.host.Progress;

class PackPropertyTest {

    /** A file of a made tree: raw bytes of its name, directory, size, mode, and what kind of content. */
    record Made(String name, int directory, int size, int mode, int kind) {}

    @Provide
    Arbitrary<List<Made>> trees() {
        Arbitrary<String> names = Arbitraries.integers()
                .between(1, 255)
                .filter(value -> value != '/')
                .list()
                .ofMinSize(1)
                .ofMaxSize(40)
                .map(bytes -> {
                    StringBuilder name = new StringBuilder();
                    bytes.forEach(value -> name.append((char) value.intValue()));
                    return name.toString();
                })
                .filter(name -> !name.equals(".") && !name.equals(".."));
        return Combinators.combine(
                        names,
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(0, 200_000),
                        Arbitraries.integers().between(0, 07777),
                        Arbitraries.integers().between(0, 4))
                .as(Made::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(25)
                .uniqueElements(made -> made.directory() + "/" + made.name());
    }

    @Property(tries = 8, shrinking = ShrinkingMode.OFF)
    void packing_and_unpacking_is_the_identity(@ForAll("trees") List<Made> tree) throws IOException {
        Path directory = Files.createTempDirectory("pack-property");
        try {
            make(directory, tree);
            PackItem item = PackFixture.item("tree", directory.resolve("tree"));
            for (PackWay way : List.of(PackWay.TAR_RAW, PackWay.TAR_ZSTD_ON_HOST)) {
                BackupSet own = new Vault(directory.resolve("vault-" + way), Encryption.ELSEWHERE, PackFixture.CLOCK)
                        .open("lab", "run");
                PackedStore store =
                        own.pack(new LocalHostSession("node1"), item, way, Tolerance.STOPPED, Progress.NONE);
                assertThat(own.verify(new Expected(List.of(item), List.of(), List.of()), 1, Progress.NONE)
                                .defects())
                        .isEmpty();
                Path unpacked = PackFixture.unpack(directory, own, store);
                assertThat(PackFixture.facts(unpacked)).isEqualTo(PackFixture.facts(directory.resolve("tree")));
                assertThat(Shell.run(
                                unpacked,
                                "zstd -dc '%s' | sha256sum -c --quiet --strict"
                                        .formatted(own.directory().resolve(store.fileList()))))
                        .isEmpty();
            }
        } finally {
            Shell.run(directory, "chmod -R u+rwX . && rm -rf -- '" + directory + "'");
        }
    }

    /** By the shell, because Java cannot say names that are no UTF-8. */
    private static void make(Path directory, List<Made> tree) throws IOException {
        StringBuilder script = new StringBuilder(
                "mkdir -p tree/d0 tree/d1/deep tree/d2 tree/d3 tree/d4 tree/d5; cd tree; echo x > always\n");
        for (Made made : tree) {
            String name = "d" + made.directory() + "/" + made.name();
            StringBuilder quoted = new StringBuilder("$'");
            for (char value : name.toCharArray()) {
                quoted.append(String.format(Locale.ROOT, "\\x%02x", (int) value));
            }
            quoted.append("'");
            switch (made.kind()) {
                case 0 ->
                    script.append("ln -s -- ")
                            .append(quoted)
                            .append(' ')
                            .append(quoted)
                            .append('\n');
                case 1 ->
                    script.append("truncate -s ")
                            .append(made.size() * 10L)
                            .append(" -- ")
                            .append(quoted)
                            .append('\n');
                case 2 -> script.append("mkdir -- ").append(quoted).append('\n');
                case 3 ->
                    script.append("echo x > d1/deep/link; ln -- d1/deep/link ")
                            .append(quoted)
                            .append('\n');
                default ->
                    script.append("head -c ")
                            .append(made.size())
                            .append(" /dev/urandom > ")
                            .append(quoted)
                            .append('\n');
            }
            if (made.kind() > 0) {
                script.append("chmod ")
                        .append(Integer.toOctalString(made.mode() | 0700))
                        .append(" -- ")
                        .append(quoted)
                        .append('\n');
            }
        }
        Path file = directory.resolve("make.sh");
        Files.writeString(file, script.toString(), StandardCharsets.US_ASCII);
        Shell.run(directory, "LC_ALL=C bash -e make.sh");
    }

    /** Archives of hostile make: any type, names and targets from a small world of tricks, so that they meet. */
    @Provide
    Arbitrary<List<List<String>>> hostile() {
        Arbitrary<String> names = Arbitraries.of(
                "./", "a", "./a", "./a/", "./a/b", "a/../b", "../up", "/abs", "./b", "./b/c", "./l", "./l/x", "./l/x/y",
                "./a/l", "./a/l/x", "L", "./L/x", "..", ".", "./h", "./h/x");
        Arbitrary<String> targets =
                Arbitraries.of("..", "/", "../..", "a", "./a", "./b", "./l", "/etc", "./l/x", "./a/b", ".");
        return Combinators.combine(Arbitraries.of("0", "0", "1", "2", "2", "5"), names, targets)
                .as((type, name, target) -> List.of(type, name, target))
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    /** What the guard lets through is unpacked by a model that follows links as an operating system does. */
    @Property(tries = 3000)
    void no_hostile_member_escapes(@ForAll("hostile") List<List<String>> members) throws IOException {
        TarBuilder tar = new TarBuilder();
        members.forEach(member -> tar.member(
                member.get(0).charAt(0),
                member.get(1),
                member.get(0).matches("[12]") ? member.get(2) : "",
                new byte[0]));
        World world = new World();
        Guard guard = new Guard(new Guard.Limits(100, 100, false));
        try {
            Entries.walk(new ByteArrayInputStream(tar.end()), new Entries.Visitor() {
                @Override
                public void begin(TarEntry entry) throws IOException {
                    guard.check(entry);
                }

                @Override
                public void end(TarEntry entry, String sha256) {
                    world.unpack(entry);
                }
            });
        } catch (Guard.Hostile refused) {
            assertThat(refused).hasMessageMatching("(?s).+: .*");
        }
        assertThat(world.escaped).isEmpty();
    }

    /** A file system of names: everything is unpacked below /target. */
    private static final class World {

        final Map<String, String> links = new HashMap<>();
        final Set<String> escaped = new HashSet<>();

        void unpack(TarEntry entry) {
            String bare = entry.name().endsWith("/")
                    ? entry.name().substring(0, entry.name().length() - 1)
                    : entry.name();
            String place = resolve("/target/" + bare, entry.type() == TarEntry.Type.DIRECTORY, 0);
            note(place, entry);
            switch (entry.type()) {
                case SYMLINK -> links.put(place, entry.link());
                case HARDLINK -> {
                    String source = resolve("/target/" + entry.link(), false, 0);
                    note(source, entry);
                    if (links.containsKey(source)) {
                        links.put(place, links.get(source));
                    }
                }
                default -> links.remove(place);
            }
        }

        private void note(String place, TarEntry entry) {
            if (!place.equals("/target") && !place.startsWith("/target/")) {
                escaped.add(entry.name() + " at " + place);
            }
        }

        private String resolve(String path, boolean followLast, int depth) {
            List<String> done = new ArrayList<>();
            String[] parts = path.split("/");
            for (int i = 0; i < parts.length; i++) {
                if (parts[i].isEmpty() || parts[i].equals(".")) {
                    continue;
                }
                if (parts[i].equals("..")) {
                    if (!done.isEmpty()) {
                        done.remove(done.size() - 1);
                    }
                    continue;
                }
                done.add(parts[i]);
                String here = "/" + String.join("/", done);
                if (links.containsKey(here) && (i < parts.length - 1 || followLast) && depth < 20) {
                    String target = links.get(here);
                    String base =
                            target.startsWith("/") ? target : here.substring(0, here.lastIndexOf('/')) + "/" + target;
                    String rest = String.join("/", List.of(parts).subList(i + 1, parts.length));
                    return resolve(base + "/" + rest, followLast, depth + 1);
                }
            }
            return "/" + String.join("/", done);
        }
    }
}
