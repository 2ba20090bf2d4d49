package org.cnxrunbooks.backup;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.cnxrunbooks.cell.DatabaseInstance;
import org.cnxrunbooks.database.NativeBackup;
import org.cnxrunbooks.engine.Reasons;
import org.cnxrunbooks.host.CellSessions;
import org.cnxrunbooks.host.HostFailure;
import org.cnxrunbooks.host.HostSession;
import org.cnxrunbooks.vault.PackTools;
import org.cnxrunbooks.wsadmin.CellReport;
import org.cnxrunbooks.wsadmin.Wsadmin;

/** Asks the machines of a cell what they have. A machine that does not answer is a reason, and the others are asked all the same. */
final class Survey {

    private static final int HOSTS_AT_ONCE = 8;

    private final CellSessions sessions;
    private final Reasons reasons;

    Survey(CellSessions sessions, Reasons reasons) {
        this.sessions = sessions;
        this.reasons = reasons;
    }

    /** WebSphere's view of its cell; empty when it could not be had. */
    Optional<CellReport> webSphere() {
        return answered(
                () -> new Wsadmin(sessions.deploymentManager(), sessions.cell().deploymentManager()).cell());
    }

    /** By host; hosts that did not answer are left out. */
    Map<String, HostSurvey> hosts(List<Candidate> candidates) {
        Map<String, List<String>> paths = candidates.stream()
                .collect(Collectors.groupingBy(
                        Candidate::host, LinkedHashMap::new, Collectors.mapping(Candidate::path, Collectors.toList())));
        Map<String, HostSurvey> surveys = new HashMap<>();
        List<String> names = List.copyOf(paths.keySet());
        List<Optional<HostSurvey>> answers =
                Parallel.map(names, HOSTS_AT_ONCE, name -> host(name, paths.getOrDefault(name, List.of())));
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            answers.get(i).ifPresent(survey -> surveys.put(name, survey));
        }
        return surveys;
    }

    List<DatabaseSurvey> databases() {
        return Parallel.map(sessions.cell().databases(), HOSTS_AT_ONCE, this::database).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<HostSurvey> host(String name, List<String> paths) {
        return answered(() -> {
            HostSession session = sessions.apply(name);
            return new HostSurvey(HostProbe.paths(session, paths), PackTools.probe(session));
        });
    }

    private Optional<DatabaseSurvey> database(DatabaseInstance instance) {
        return answered(() -> {
                    NativeBackup backup = NativeBackup.of(instance, sessions.apply(instance.host()));
                    List<String> missing = backup.missingTools();
                    if (!missing.isEmpty()) {
                        reasons.add(
                                "Tools are missing on %s for %s %s: %s"
                                        .formatted(
                                                instance.host(),
                                                instance.kind(),
                                                instance.instance(),
                                                String.join(", ", missing)),
                                "install them, or correct owner and instance of the database in the configuration");
                        return Optional.<DatabaseSurvey>empty();
                    }
                    Map<String, String> commands = new LinkedHashMap<>();
                    instance.names().forEach(database -> commands.put(database, backup.plannedCommand(database)));
                    return Optional.of(new DatabaseSurvey(
                            instance, backup.version(), backup.verifiedOnRealProduct(), backup.databases(), commands));
                })
                .flatMap(survey -> survey);
    }

    private <T> Optional<T> answered(Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (HostFailure failure) {
            reasons.add(failure);
            return Optional.empty();
        }
    }
}
