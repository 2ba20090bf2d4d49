package org.cnxrunbooks.database;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.cnxrunbooks.cell.DatabaseInstance;
import org.cnxrunbooks.cell.DatabaseKind;
import org.cnxrunbooks.host.Command;
import org.cnxrunbooks.host.CommandResult;
import org.cnxrunbooks.host.HostSession;
import org.cnxrunbooks.host.JobSpec;
import org.cnxrunbooks.host.RemoteJob;

/**
 * The course that every product's backup takes: what it is called and how it answers knows its {@link Vendor}.
 *
 * <p>Longer than most: {@link NativeBackup} has as many acts, and their order is what makes a dump believable.
 */
final class VendorBackup implements NativeBackup {

    private static final Pattern SAFE_PATH = Pattern.compile("/[A-Za-z0-9._/-]+");
    private static final Duration CHECK = Duration.ofHours(4);
    private static final int END_TRIES = 10;

    /** The file, and the run's directories once they are empty. */
    private static final String REMOVE =
            "rm -f \"$1\"; d=${1%/*}; rmdir \"$d\" \"${d%/*}\" 2>/dev/null; [ ! -e \"$1\" ]";

    private final Vendor vendor;
    private final DatabaseInstance instance;
    private final HostSession session;
    private final InstanceAccount account;
    private final Complaints complaints;

    VendorBackup(Vendor vendor, DatabaseInstance instance, HostSession session) {
        this.vendor = vendor;
        this.instance = instance;
        this.session = session;
        this.account = new InstanceAccount(instance, session, vendor.environment());
        this.complaints = new Complaints(instance);
    }

    @Override
    public DatabaseKind kind() {
        return vendor.kind();
    }

    @Override
    public boolean verifiedOnRealProduct() {
        return vendor.verifiedOnRealProduct();
    }

    @Override
    public List<String> missingTools() {
        List<String> missing = new ArrayList<>();
        for (String tool : vendor.tools()) {
            CommandResult found = account.ask(Question.of("/bin/sh", "-c", "command -v \"$1\"", "sh", tool));
            if (!found.ok() || found.output().isBlank()) {
                missing.add(tool);
            }
        }
        return List.copyOf(missing);
    }

    @Override
    public String version() {
        CommandResult result = account.ask(vendor.version());
        return complaints.readable("Version", result, () -> vendor.readVersion(result));
    }

    @Override
    public List<PresentDatabase> databases() {
        CommandResult result = account.ask(vendor.databases());
        return complaints.readable("List of databases", result, () -> vendor.readDatabases(result)).stream()
                .map(found -> new PresentDatabase(vendor.canonical(found.name()), size(found)))
                .toList();
    }

    private long size(PresentDatabase found) {
        if (found.bytes() >= 0 || !vendor.names().matcher(found.name()).matches()) {
            return found.bytes();
        }
        return vendor.size(found.name())
                .map(question -> vendor.readSize(account.ask(question)))
                .orElse(-1L);
    }

    @Override
    public List<DatabaseConnection> connections(String database) {
        String name = name(database);
        CommandResult result = account.ask(vendor.connections(name));
        return complaints.readable(
                "List of connections to " + name, result, () -> vendor.readConnections(name, result));
    }

    @Override
    public void quiesce(String database) {
        String name = name(database);
        List<DatabaseConnection> open = connections(name);
        for (int tries = 0; !open.isEmpty() && tries < END_TRIES; tries++) {
            account.ask(vendor.end(open));
            account.plain("sleep", "1");
            open = connections(name);
        }
        if (!open.isEmpty()) {
            throw complaints.inUse(
                    name,
                    open.stream()
                            .map(connection -> connection.application() + " of " + connection.user() + " (handle "
                                    + connection.handle() + ")")
                            .collect(Collectors.joining(", ")));
        }
        vendor.close(name)
                .map(account::ask)
                .filter(result -> !vendor.readClosed(result))
                .ifPresent(result -> {
                    throw complaints.inUse(name, result.output().strip());
                });
    }

    @Override
    public String plannedCommand(String database) {
        return String.join(" ", vendor.dump(name(database), "DIRECTORY").words())
                .replace("DIRECTORY", instance.backupDirectory() + "/RUN/" + name(database));
    }

    @Override
    public DatabaseDump dump(String database, DumpRun run) {
        String name = name(database);
        String directory = directory(name, run, run.attempt());
        run.progress().checkpoint();
        quiesce(name);
        for (int earlier = 1; earlier < run.attempt(); earlier++) {
            account.plain("rm", "-rf", directory(name, run, earlier));
        }
        complaints.unlessDone("Backup directory " + directory, account.plain("mkdir", "-p", "-m", "700", directory));
        vendor.prepare(directory)
                .forEach(question -> complaints.unlessDone("Preparation of " + directory, account.ask(question)));
        Question question = vendor.dump(name, directory);
        String id = String.join("_", run.runId(), run.step(), instance.host(), plain(name), "" + run.attempt());
        RemoteJob.Status status = session.job(
                        new JobSpec(id, account.command(question).within(run.timeout())))
                .await(run.progress());
        Verdict verdict = status.state() == RemoteJob.State.DONE
                ? vendor.judge(status.exitCode(), status.log())
                : new Verdict(Verdict.Kind.FAILED, "");
        if (verdict.kind() != Verdict.Kind.SUCCEEDED) {
            throw complaints.rejected(name, verdict.kind(), status);
        }
        List<DatabaseImage> images = images(name, verdict.timestamp(), directory);
        if (images.isEmpty() || images.stream().anyMatch(image -> image.bytes() == 0)) {
            throw complaints.noImage(name, images.isEmpty() ? "no image below " + directory : "an empty image", status);
        }
        images.forEach(this::verify);
        return new DatabaseDump(
                name,
                images,
                verdict.timestamp(),
                String.join(" ", question.words()),
                status.exitCode(),
                Complaints.tail(status.log()));
    }

    @Override
    public void verify(DatabaseImage image) {
        CommandResult result = account.ask(vendor.check(name(image.database()), safe(image.path())), CHECK);
        if (!vendor.readCheck(result)) {
            throw complaints.damaged(image, result);
        }
    }

    @Override
    public Command read(DatabaseImage image) {
        return account.owned(Command.of("cat", safe(image.path())));
    }

    @Override
    public void discard(DatabaseImage image) {
        complaints.unlessDone(
                "Removal of " + image.path(), account.plain("/bin/sh", "-c", REMOVE, "sh", safe(image.path())));
    }

    private List<DatabaseImage> images(String name, String timestamp, String directory) {
        CommandResult listing = account.plain("/bin/sh", "-c", "LC_ALL=C ls -ln \"$1\"", "sh", directory);
        complaints.unlessDone("Listing of " + directory, listing);
        return listing.output()
                .lines()
                .map(line -> line.split("\\s+", 9))
                .filter(words -> words.length == 9 && words[0].startsWith("-"))
                .filter(words -> vendor.isImage(name, timestamp, words[8]))
                .map(words -> new DatabaseImage(name, directory + "/" + words[8], words[8], Long.parseLong(words[4])))
                .toList();
    }

    private String name(String database) {
        String name = vendor.canonical(database);
        if (!vendor.names().matcher(name).matches()) {
            throw complaints.nameRefused("database name '" + database + "'", vendor.names());
        }
        return name;
    }

    /** A new attempt gets a new directory, so that half an image of the last one is never taken for the new. */
    private String directory(String name, DumpRun run, int attempt) {
        return safe(instance.backupDirectory() + "/" + run.runId() + "/" + plain(name) + "-" + attempt);
    }

    private static String plain(String name) {
        return name.replaceAll("[^A-Za-z0-9_-]", "-");
    }

    private String safe(String path) {
        if (!SAFE_PATH.matcher(path).matches() || path.contains("/../")) {
            throw complaints.nameRefused("path '" + path + "'", SAFE_PATH);
        }
        return path;
    }
}
