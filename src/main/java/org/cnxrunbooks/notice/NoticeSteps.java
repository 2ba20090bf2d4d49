package org.cnxrunbooks.notice;

import static org.cnxrunbooks.notice.NoticeVariables.*;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.cnxrunbooks.announce.Audience;
import org.cnxrunbooks.announce.Banners;
import org.cnxrunbooks.announce.Post;
import org.cnxrunbooks.cell.Cells;
import org.cnxrunbooks.engine.LongStep;
import org.cnxrunbooks.engine.StepRun;
import org.cnxrunbooks.evidence.Outcome;
import org.cnxrunbooks.evidence.Records;
import org.cnxrunbooks.host.Hosts;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The page that faces {@code processes/maintenance-notice.bpmn} and its called parts: one bean for each service task, in
 * the order of the diagrams. Longer than most: as long as the diagrams.
 */
@Configuration(proxyBeanMethods = false)
class NoticeSteps {

    private final Cells cells;
    private final Hosts hosts;
    private final Audience audience;
    private final Post post;
    private final Banners banners;
    private final Clock clock;

    NoticeSteps(Cells cells, Hosts hosts, Audience audience, Post post, Banners banners, Clock clock) {
        this.cells = cells;
        this.hosts = hosts;
        this.audience = audience;
        this.post = post;
        this.banners = banners;
        this.clock = clock;
    }

    @Bean
    LongStep planNotice() {
        return run -> new NoticePlanning(work(run), audience, post).plan();
    }

    @Bean
    LongStep checkNoticePlan() {
        return run -> new NoticeCheck(work(run), audience).require();
    }

    @Bean
    LongStep announceNotice() {
        return run -> new Announcing(work(run), audience, post, banners).announce();
    }

    @Bean
    LongStep raiseNotice() {
        return run -> {
            NoticeSwitches switches = switches(run);
            switches.raise();
            run.write(NOTICE_RAISED_AT, switches.plan().window().momentText(clock.instant()));
            run.conclude(
                    Outcome.DONE,
                    "%d web servers".formatted(switches.plan().servers().size()));
        };
    }

    @Bean
    LongStep proveNoticeRaised() {
        return run -> {
            NoticeWork work = work(run);
            prove(run, "Notice not proven", work.proof(work.plan()).raised());
        };
    }

    @Bean
    LongStep rollBackNotice() {
        return run -> {
            NoticeSwitches switches = switches(run);
            String identical = switches.lower(true);
            prove(
                    run,
                    "Roll-back not proven",
                    switches.work().proof(switches.plan()).lowered());
            run.conclude(Outcome.DONE, identical);
        };
    }

    @Bean
    LongStep recordExtension() {
        return run -> {
            NoticeSwitches switches = switches(run);
            NoticePlan plan = switches.plan();
            NoticeWindow longer = NoticeExtension.of(run, plan, clock.instant());
            switches.replacePage(new NoticePage(plan.runId(), plan.reason(), longer).bytes());
            run.write(WINDOW_END, longer.forMachines(longer.end()));
            run.write(WINDOW_TEXT, longer.text());
            run.conclude(Outcome.DONE, "ends " + longer.endText());
        };
    }

    @Bean
    LongStep checkNotice() {
        return run -> {
            List<Map<String, String>> changed = switches(run).changedByOthers();
            run.digest("diff", run.evidence().keep(Records.write(changed)));
            run.write(FILES_AS_WRITTEN, changed.isEmpty());
            run.write(CHANGED_FILES, changed);
            run.write(LOWERING_CONFIRMED, false);
            run.conclude(Outcome.DONE, "%d files changed by others".formatted(changed.size()));
        };
    }

    @Bean
    LongStep lowerNotice() {
        return run -> run.conclude(
                Outcome.DONE, switches(run).lower(run.find(LOWERING_CONFIRMED).orElse(false)));
    }

    @Bean
    LongStep proveNoticeLowered() {
        return run -> {
            NoticeWork work = work(run);
            prove(run, "Service not proven", work.proof(work.plan()).lowered());
        };
    }

    private static void prove(StepRun run, String what, List<ProofRow> rows) {
        run.digest("proof", run.evidence().keep(Records.write(rows)));
        run.write(PROBE_TABLE, ProofRow.table(rows));
        NoticeProof.require(what, rows);
        run.conclude(Outcome.DONE, "%d looks from outside are right".formatted(rows.size()));
    }

    private NoticeSwitches switches(StepRun run) {
        NoticeWork work = work(run);
        return new NoticeSwitches(work, work.plan());
    }

    private NoticeWork work(StepRun run) {
        return NoticeWork.of(run, cells, hosts, clock);
    }
}
