package org.cnxrunbooks.vault;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Items, sets and trees that several tests share. */
final class PackFixture {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-14T21:00:00Z"), ZoneOffset.UTC);

    private PackFixture() {}

    static BackupSet set(Path directory) {
        return new Vault(directory.resolve("vault"), Encryption.ELSEWHERE, CLOCK)
                .open("lab", "backup-lab-20260314-210000");
    }

    static PackItem item(String id, Path path) {
        return item(id, "node1", path, List.of());
    }

    static PackItem item(String id, String host, Path path, List<String> excluded) {
        return new PackItem(id, host, path.toString(), excluded, "profile", "001-6.2", null, null, 1);
    }

    /** Every kind of awkwardness that a file tree of a cell may have and one machine can make. */
    static Path awkwardTree(Path directory) {
        Shell.run(
                directory,
                """
                mkdir -p tree/config/cells/ICCell 'tree/with space' tree/empty
                cd tree
                printf 'hello' > config/cells/ICCell/security.xml
                chmod 0640 config/cells/ICCell/security.xml
                touch -d '2020-02-29 12:34:56.123456789 UTC' config/cells/ICCell/security.xml
                : > empty-file
                ln -s config/cells link-to-directory
                ln -s /opt/IBM/elsewhere link-outside
                ln -s nowhere dangling
                ln config/cells/ICCell/security.xml hard-link
                printf a > 'with space/quote'"'"'and"$(x)`y`;'
                printf b > 'back\\slash'
                printf c > $'line\\nfeed'
                printf d > $'carriage\\rreturn'
                printf e > 'größe-日本.txt'
                printf f > $'latin1-\\xfc\\xdf'
                printf f2 > $'latin1-\\xfd\\xdf'
                printf g > -- '-rf'
                printf tab > $'tab\\tin'
                n=$(printf 'x%.0s' $(seq 200)); mkdir -p "$n/$n"; printf h > "$n/$n/$n"
                printf setuid > setuid; chmod 4755 setuid
                mkdir sticky; chmod 1777 sticky
                truncate -s 3M sparse; printf mid | dd of=sparse bs=1 seek=1500000 conv=notrunc status=none
                truncate -s 1M only-hole
                head -c 3000000 /dev/urandom > random
                if [ "$(id -u)" = 0 ]; then printf o > owned; chown 1234:5678 owned; chown -h 1234:5678 dangling; fi
                """);
        return directory.resolve("tree");
    }

    /** Everything that must be the same of two equal trees, one line for each entry; names and times to the last bit. */
    static String facts(Path tree) {
        return facts(tree, "%U %G %n %T@");
    }

    static String facts(Path tree, String format) {
        return Shell.run(
                tree,
                "find . -printf '%P|%y|%m|" + format + "|%l\\0' | sort -z | tr '\\0' '\\n' | iconv -f latin1 -t utf8;"
                        + " find . -type f -print0 | sort -z | xargs -0 -r sha256sum | iconv -f latin1 -t utf8");
    }

    /** Unpacks as RECOVERY.md says. */
    static Path unpack(Path directory, BackupSet set, PackedStore store) {
        Path target = directory.resolve("unpacked-" + store.item().id() + "-" + store.way());
        Shell.run(
                directory,
                "mkdir '%s'; zstd -dc '%s' | tar --extract --preserve-permissions --same-owner --acls --xattrs --directory='%s' --file=-"
                        .formatted(target, set.directory().resolve(store.archive()), target));
        return target;
    }
}
