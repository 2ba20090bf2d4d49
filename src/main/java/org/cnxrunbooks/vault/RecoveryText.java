package org.cnxrunbooks.vault;

import java.util.Map;
import java.util.stream.Collectors;

/** RECOVERY.md: how to read a set without this application, with age, tar, zstd and sha256sum alone. */
final class RecoveryText {

    private RecoveryText() {}

    static String of(Manifest manifest) {
        Manifest.Origin origin = manifest.origin();
        RecoveryCommands commands = new RecoveryCommands(manifest.encrypted());
        return """
                # Backup set %s

                Taken from the cell `%s` (WebSphere cell `%s`), %s, at level **%s**, created %s (UTC).
                Change: %s. Servers were proven stopped at %s; the last byte was read at %s.

                %s

                ## Before anything goes back

                * Content goes back to the same release only (%s), `/provision` to exactly the level above.
                * Items of one group go back together, and with the databases of this set: they agree with each other only.
                * Cell, node and host names must be the ones named below.
                * Restored servers stay stopped until every item and every database is back.

                ## Check the set

                ```
                cd <this directory>
                sha256sum -c manifest.json.sha256
                sha256sum -c SHA256SUMS
                ```

                ## List and unpack an archive

                Unpack as root into an **empty** directory, look at it, then move it to its place.
                The list of files is a file for `sha256sum -c`: it proves every file after unpacking.

                ```
                %s | tar --list --verbose --file=-
                mkdir <empty directory>
                %s | tar --extract --preserve-permissions --same-owner --acls --xattrs --directory=<empty directory> --file=-
                cd <empty directory> && %s | sha256sum -c --quiet
                ```

                %s## Items

                %s
                %s## Databases

                %s
                ## Role mappings

                %s
                %s%s## The cell as it was

                | what | where |
                | --- | --- |
                %s"""
                .formatted(
                        manifest.runId(),
                        origin.cell(),
                        origin.websphereCell(),
                        origin.os(),
                        origin.release().product() + " " + origin.release().exactLevel(),
                        manifest.created(),
                        manifest.changeReference(),
                        manifest.consistency().serversStopped(),
                        manifest.consistency().lastRead(),
                        commands.tools(),
                        origin.release().contentRelease(),
                        commands.content("<archive>"),
                        commands.content("<archive>"),
                        commands.content("<list of files>"),
                        commands.single(),
                        items(manifest),
                        disturbances(manifest),
                        databases(manifest),
                        roles(manifest),
                        filenetAdmin(manifest),
                        skipped(manifest),
                        cell(origin));
    }

    private static String items(Manifest manifest) {
        return manifest.stores().stream().map(RecoveryText::item).collect(Collectors.joining("\n"));
    }

    private static String item(PackedStore store) {
        PackItem item = store.item();
        StringBuilder text = new StringBuilder("### %s on %s%n%n".formatted(item.id(), item.host()))
                .append("* from `%s` (%s, step %s)%n".formatted(item.path(), item.kind(), item.source()))
                .append("* archive `%s`, %d bytes%n".formatted(store.archive(), store.archiveBytes()))
                .append("* list of files `%s`: %d members, %d bytes of content%n"
                        .formatted(store.fileList(), store.entries(), store.contentBytes()));
        if (!item.excluded().isEmpty()) {
            text.append(
                    "* without `%s`, which are items of their own%n".formatted(String.join("`, `", item.excluded())));
        }
        if (item.group() != null) {
            text.append("* goes back together with every item of the group `%s`%n".formatted(item.group()));
        }
        if (item.levelTag() != null) {
            text.append("* goes back to level **%s** only%n".formatted(item.levelTag()));
        }
        if (store.way() == PackWay.SFTP_WALK) {
            text.append("* read by SFTP: owners by number only, hard links as files of their own%n".formatted());
        }
        return text.toString();
    }

    private static String disturbances(Manifest manifest) {
        String lines = manifest.stores().stream()
                .flatMap(store -> store.disturbances().stream().map(disturbance -> "* %s on %s: %s%n"
                        .formatted(store.item().id(), store.item().host(), disturbance.message())))
                .collect(Collectors.joining());
        return lines.isEmpty() ? "" : "## Not taken as it stood\n\n" + lines + "\n";
    }

    private static String databases(Manifest manifest) {
        String lines = manifest.databases().stream()
                .map(image -> "* %s %s, instance `%s` on %s (owner %s), made by `%s` %s: `%s`%n"
                        .formatted(
                                image.source().kind(),
                                image.source().version(),
                                image.source().instance(),
                                image.source().host(),
                                image.source().owner() == null
                                        ? "of the session"
                                        : image.source().owner(),
                                image.source().tool(),
                                image.source().timestamp(),
                                image.file()))
                .collect(Collectors.joining());
        return lines.isEmpty() ? "None in this set.\n" : lines;
    }

    private static String roles(Manifest manifest) {
        String lines = manifest.roles().stream()
                .map(text -> "* `%s`%n".formatted(text.file()))
                .collect(Collectors.joining());
        return lines.isEmpty() ? "None in this set.\n" : lines;
    }

    private static String filenetAdmin(Manifest manifest) {
        Manifest.FilenetAdmin admin = manifest.filenetAdmin();
        return admin == null
                ? ""
                : "## FileNet administrator\n\n`%s` (alias `%s`, unique name `%s`): realm %s, decided by %s.%n%n"
                        .formatted(admin.userId(), admin.alias(), admin.uniqueName(), admin.realm(), admin.decidedBy());
    }

    private static String skipped(Manifest manifest) {
        String lines = manifest.skipped().stream()
                .map(skipped -> "* **%s** is not in this set: %s (decided by %s)%n"
                        .formatted(skipped.step(), skipped.reason(), skipped.decidedBy()))
                .collect(Collectors.joining());
        return lines.isEmpty() ? "" : "## Left out\n\n" + lines + "\n";
    }

    private static String cell(Manifest.Origin origin) {
        StringBuilder rows = new StringBuilder();
        origin.hosts().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(host -> rows.append("| host %s | `%s` |%n".formatted(host.getKey(), host.getValue())));
        rows.append(profile("deployment manager", origin.deploymentManager()));
        origin.nodes().forEach(node -> rows.append(profile("node", node)));
        origin.directories().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(directory ->
                        rows.append("| %s | `%s` |%n".formatted(directory.getKey(), directory.getValue())));
        return rows.toString();
    }

    private static String profile(String what, Manifest.Profile profile) {
        return "| %s %s | `%s` on %s |%n".formatted(what, profile.node(), profile.path(), profile.host());
    }
}
