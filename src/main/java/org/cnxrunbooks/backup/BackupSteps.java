package org.cnxrunbooks.backup;

import static org.cnxrunbooks.backup.BackupVariables.*;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.cnxrunbooks.cell.Cells;
import org.cnxrunbooks.engine.LongStep;
import org.cnxrunbooks.engine.Reasons;
import org.cnxrunbooks.engine.StepRun;
import org.cnxrunbooks.evidence.Outcome;
import org.cnxrunbooks.evidence.Records;
import org.cnxrunbooks.host.Hosts;
import org.cnxrunbooks.vault.PackedStore;
import org.cnxrunbooks.vault.StoredImage;
import org.cnxrunbooks.vault.Vault;
import org.cnxrunbooks.wsadmin.ControlReport;
import org.cnxrunbooks.wsadmin.FilenetAdmin;
import org.cnxrunbooks.wsadmin.ServerControl;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The page that faces {@code processes/backup.bpmn}: one bean for each service task, in the order of the diagram. Longer
 * than most: as long as the diagram.
 */
@Configuration(proxyBeanMethods = false)
class BackupSteps {

    private final Cells cells;
    private final Hosts hosts;
    private final Vault vault;
    private final Clock clock;

    BackupSteps(Cells cells, Hosts hosts, Vault vault, Clock clock) {
        this.cells = cells;
        this.hosts = hosts;
        this.vault = vault;
        this.clock = clock;
    }

    @Bean
    LongStep planBackup() {
        return run -> {
            Instant now = clock.instant();
            run.write(BACKUP_VERDICT, "not verified");
            run.write(SKIPPED_TEXT, "nothing");
            run.write(PLAN_CHANGES, run.find(PLAN_CHANGES).orElse(""));
            Reasons reasons = new Reasons();
            Instant startAt = StartTime.parse(run.find(START_AT).orElse(""), now, reasons);
            run.write(START_AT, startAt.toString());
            BackupPlan plan = new BackupPlanner(work(run).sessions(), vault, reasons, Reasons.PLAN_REFUSED)
                    .plan(request(run, startAt, now));
            String digest = run.evidence().keep(Records.write(plan));
            run.digest("plan", digest);
            run.write(PLAN_DIGEST, digest);
            show(run, plan, startAt);
            run.conclude(
                    Outcome.DONE, "%d items, %s".formatted(plan.items().size(), Sizes.bytes(plan.expectedBytes())));
        };
    }

    @Bean
    LongStep exportRoleMappings() {
        return run -> {
            BackupWork work = work(run);
            work.plan(); // fails unless it was approved: nothing of this run touches the cell before
            RoleExport export = RoleExport.export(work.wsadmin(), work.set());
            String digest = run.evidence().keep(Records.write(export.texts()));
            run.digest("roles", digest);
            run.write(ROLES_DIGEST, digest);
            run.write(APPLICATION_COUNT, (long) export.applications().size());
            run.write(ROLE_MAPPING_COUNT, export.mappingCount());
            run.write(ROLE_MAPPINGS, export.rows());
            run.conclude(
                    Outcome.DONE,
                    "%d roles of %d applications"
                            .formatted(
                                    export.mappingCount(), export.applications().size()));
        };
    }

    @Bean
    LongStep lookUpFilenetAdmin() {
        return run -> {
            BackupWork work = work(run);
            FilenetAdmin admin = work.wsadmin()
                    .filenetAdmin(work.cell().findContentManager().orElseThrow().alias());
            run.write(FILENET_ALIAS, admin.alias());
            run.write(FILENET_USER_ID, admin.userId());
            run.write(FILENET_UNIQUE_NAME, admin.uniqueName());
            run.write(FILENET_SUGGESTION, admin.local() ? "local" : "ldap");
            run.conclude(Outcome.DONE, admin.uniqueName());
        };
    }

    @Bean
    LongStep includeFileRegistry() {
        return run -> {
            PlannedItem registry = FileRegistry.planned(work(run).plan());
            run.write(FILE_REGISTRY_INCLUDED, true);
            run.conclude(Outcome.DONE, registry.item().path());
        };
    }

    @Bean
    LongStep checkBackupPlan() {
        return run -> {
            Instant now = clock.instant();
            new PlanCheck(work(run), vault, run).require(request(run, now, now));
        };
    }

    @Bean
    LongStep stopServers() {
        return run -> power(run, ServerControl::stopServers);
    }

    @Bean
    LongStep stopNodeAgents() {
        return run -> power(run, ServerControl::stopNodeAgents);
    }

    @Bean
    LongStep stopDeploymentManager() {
        return run -> {
            power(run, ServerControl::stopDeploymentManager);
            run.write(CELL_STOPPED_AT, run.find(CELL_STOPPED_AT).orElse(second()));
        };
    }

    @Bean
    LongStep dumpDatabases() {
        return run -> {
            BackupWork work = work(run);
            List<StoredImage> images = work.databases().dump(work.plan(), work.memory()::attempt, run.progress());
            String digest = run.evidence().keep(Records.write(images));
            run.digest("images", digest);
            run.write(IMAGES_DIGEST, digest);
            run.conclude(
                    Outcome.DONE,
                    "%d images, %s"
                            .formatted(
                                    images.size(),
                                    Sizes.bytes(images.stream()
                                            .mapToLong(StoredImage::bytes)
                                            .sum())));
        };
    }

    @Bean
    LongStep packInstallation() {
        return run -> pack(run, Phase.INSTALLATION);
    }

    @Bean
    LongStep packContent() {
        return run -> pack(run, Phase.CONTENT);
    }

    @Bean
    LongStep verifyBackup() {
        return run -> {
            VerifiedSet verified = new SetCompletion(run, work(run), clock).complete();
            run.digest("manifest", verified.manifestDigest());
            run.write(MANIFEST_DIGEST, verified.manifestDigest());
            run.write(BACKUP_SIZE, Sizes.bytes(verified.bytes()));
            run.write(BACKUP_VERDICT, "verified");
            run.conclude(
                    Outcome.DONE, "%d entries read again; %s".formatted(verified.entries(), verified.encryption()));
        };
    }

    @Bean
    LongStep startDeploymentManager() {
        return run -> power(run, ServerControl::startDeploymentManager);
    }

    @Bean
    LongStep startNodeAgents() {
        return run -> power(run, ServerControl::startNodeAgents);
    }

    @Bean
    LongStep startClusters() {
        return run -> {
            run.write(STARTED_SERVERS, CellPower.rows(power(run, ServerControl::startClusters)));
            run.write(CELL_STARTED_AT, second());
        };
    }

    @Bean
    LongStep recordDecision() {
        return run -> new FailureMemory(run).record();
    }

    private BackupWork work(StepRun run) {
        return BackupWork.of(run, cells, hosts, vault);
    }

    private static BackupRequest request(StepRun run, Instant startAt, Instant now) {
        return new BackupRequest(
                run.runId(),
                run.read(CELL_NAME),
                run.find(CHANGE_REFERENCE).orElse(""),
                run.find(REASON).orElse(""),
                run.starter(),
                run.find(INCLUDE_INSTALLATION_MANAGER).orElse(true),
                startAt,
                now);
    }

    private void show(StepRun run, BackupPlan plan, Instant startAt) {
        PlanView view = new PlanView(plan);
        run.write(CONTENT_MANAGER_INSTALLED, plan.contentManagerInstalled());
        run.write(PLAN_RELEASE, view.release());
        run.write(PLAN_ITEM_COUNT, view.itemCount());
        run.write(PLAN_HOST_COUNT, view.hostCount());
        run.write(PLAN_SIZE, Sizes.bytes(plan.expectedBytes()));
        run.write(VAULT_FREE, Sizes.bytes(vault.usableBytes()));
        run.write(PLAN_DOWNTIME, Downtime.estimate(vault, plan.cell(), plan.expectedBytes()));
        run.write(PLAN_START, view.start(startAt));
        run.write(PLAN_ITEMS, view.items());
        run.write(PLAN_NOTES, view.notes());
    }

    private List<ControlReport> power(StepRun run, PowerVerb verb) {
        List<ControlReport> reports = work(run).control(verb);
        run.conclude(Outcome.DONE, CellPower.summary(reports));
        return reports;
    }

    private void pack(StepRun run, Phase phase) {
        BackupWork work = work(run);
        List<PackedStore> stores = work.fileStores()
                .pack(work.items(work.plan(), phase), work.memory().cellStopped(), run.progress());
        run.conclude(
                Outcome.DONE,
                "%d archives, %s"
                        .formatted(
                                stores.size(),
                                Sizes.bytes(stores.stream()
                                        .mapToLong(PackedStore::archiveBytes)
                                        .sum())));
    }

    private String second() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
