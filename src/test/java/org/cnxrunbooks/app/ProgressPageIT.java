package org.cnxrunbooks.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.cnxrunbooks.evidence.Draft;
import org.cnxrunbooks.evidence.Evidence;
import org.cnxrunbooks.evidence.Outcome;
import org.cnxrunbooks.lab.LabAccounts;
import org.cnxrunbooks.lab.LabBrowser;
import org.cnxrunbooks.lab.LabCockpit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** What people see of long work in Cockpit while it goes on. */
class ProgressPageIT {

    private static final long GB = 1_000_000_000;
    private static final String POLLS =
            "return performance.getEntriesByType('resource').filter(one => one.name.endsWith('/progress')).length;";

    @TempDir
    static Path directory;

    private static SiteApplication site;
    private static LongWork work;

    @BeforeAll
    static void start() throws IOException {
        assumeThat(LabBrowser.installed()).isTrue();
        site = SiteApplication.start(directory);
        LabAccounts.create(site.engine().getIdentityService());
        work = LongWork.on(site);
    }

    @AfterAll
    static void stop() {
        if (site != null) {
            site.close();
        }
    }

    @Test
    void a_running_run_opens_with_bars_that_move_until_a_person_is_asked_and_it_ends() {
        String run = work.begin("three");
        work.tell(run, LongWork.PACK, "was1", "profile", 1_200_000_000, 2 * GB, 8_120, 48_000_000);
        work.tell(run, LongWork.PACK, "was2", "profile", 300_000_000, 2 * GB, 2_511, 12_000_000);
        work.tell(run, LongWork.PACK, "was1", "websphere", 3 * GB, 3 * GB, 40_100, 0);
        work.tell(run, LongWork.STOP, "was1", "infra1", 0, 0, 1, 0);
        act(run, LongWork.STOP, "was1", "/opt/IBM/WebSphere/AppServer/profiles/AppSrv01/bin/stopServer.sh infra1", 0);
        act(run, LongWork.PACK, "was2", "tar --create --file=- --directory=/opt/IBM profiles", 1);
        try (LabCockpit auditor = LabCockpit.as("auditor", "http://localhost:" + site.port())) {
            auditor.open("/runs/" + run);
            auditor.see("Stands at");
            assertThat(selected(auditor)).isEqualTo("Progress");
            auditor.see("64 %");
            auditor.see("Pack all");
            auditor.see("infra1");
            auditor.see("stands here");
            assertThat(now(auditor, "was1 profile")).isEqualTo("60");
            assertThat(now(auditor, "was1 websphere")).isEqualTo("100");
            assertThat(now(auditor, "Stop things")).as("nobody knows").isNull();
            auditor.screenshots("6-progress-three");
            assertThat(auditor.barriers()).isEmpty();

            work.tell(run, LongWork.PACK, "was1", "profile", 1_800_000_000, 2 * GB, 9_000, 48_000_000);
            work.tell(run, LongWork.PACK, "was2", "profile", 400_000_000, 2 * GB, 9_000, 12_000_000);
            auditor.browser().see(By.cssSelector("[aria-label='was1 profile'][aria-valuenow='90']"));
            auditor.see("about 2 min left");

            work.end(run, LongWork.PACK);
            work.end(run, LongWork.STOP);
            auditor.see("asked: operators");
            auditor.see("Long work that is over");
            assertThat(auditor.browser().sees(By.cssSelector(".cnx-step"))).isFalse();
            auditor.screenshots("6-progress-asked");
            assertThat(auditor.barriers()).isEmpty();
            assertThat(auditor.browser().see(By.cssSelector(".cnx-here")).getText())
                    .contains("Confirm things", "waits for a person", "since");

            work.confirm(run);
            auditor.see("Nothing is under way");
            assertThat(selected(auditor)).as("stays where it is").isEqualTo("Progress");
            auditor.see("UTC: Things packed.");
            auditor.screenshots("6-progress-ended");
            assertThat(auditor.barriers()).isEmpty();
            assertThat(polls(auditor)).as("no more once it has ended").isEqualTo(settled(auditor));
            auditor.open("/questions");
            auditor.see("Questions");
            auditor.open("/runs/" + run);
            auditor.browser().see(By.cssSelector(".cnx-picture, .cnx-legend"));
            assertThat(selected(auditor)).as("of ended runs").isEqualTo("Path");
            assertThat(auditor.browser().errors())
                    .filteredOn(line -> line.contains("audit-1"))
                    .isEmpty();
        }
    }

    @Test
    void a_run_is_asked_for_only_while_somebody_looks() {
        String run = work.begin("looked");
        work.tell(run, LongWork.PACK, "was1", "profile", GB, 2 * GB, 1, 1000);
        try (LabCockpit auditor = LabCockpit.as("auditor", "http://localhost:" + site.port())) {
            auditor.open("/runs/" + run);
            auditor.see("50 %");
            hide(auditor, true);
            assertThat(polls(auditor)).as("hidden").isEqualTo(settled(auditor));
            work.tell(run, LongWork.PACK, "was1", "profile", GB + GB / 2, 2 * GB, 1, 1000);
            hide(auditor, false);
            auditor.see("75 %");
            auditor.browser().click(By.id("cnx-tab-evidence"));
            auditor.see("entries");
            assertThat(polls(auditor)).as("another tab").isEqualTo(settled(auditor));
            auditor.browser().click(By.id("cnx-tab-progress"));
            work.tell(run, LongWork.PACK, "was1", "profile", 2 * GB - 1, 2 * GB, 1, 1000);
            auditor.see("99 %");
            auditor.open("/questions");
            auditor.see("Questions");
            assertThat(polls(auditor)).as("another page").isEqualTo(settled(auditor));
        }
    }

    @Test
    void three_hundred_items_and_none_stay_a_page_that_can_be_read() {
        String many = work.begin("many");
        IntStream.range(0, 300)
                .forEach(item -> work.tell(
                        many,
                        LongWork.PACK,
                        "was" + item % 6,
                        "applications-of-a-long-name-" + item,
                        item < 180 ? GB : item < 186 ? GB / 10 * (item - 178) : 0,
                        GB,
                        item < 186 ? 7 : 0,
                        item < 180 || item >= 186 ? 0 : 20_000_000));
        String none = work.begin("none");
        try (LabCockpit auditor = LabCockpit.as("auditor", "http://localhost:" + site.port())) {
            auditor.open("/runs/" + many);
            auditor.see("114 not begun");
            auditor.see("180 done");
            assertThat(auditor.browser().script("return document.querySelectorAll('.cnx-item').length;"))
                    .as("the others are folded away")
                    .isEqualTo(6L);
            auditor.screenshots("6-progress-many");
            assertThat(auditor.barriers()).isEmpty();
            auditor.browser().click(By.xpath("//summary[contains(.,'180 done')]"));
            work.tell(many, LongWork.PACK, "was0", "applications-of-a-long-name-186", GB / 10, GB, 1, 20_000_000);
            auditor.see("113 not begun");
            assertThat(auditor.browser().script("return document.querySelectorAll('.cnx-item').length;"))
                    .as("what was unfolded stays so")
                    .isEqualTo(187L);
            auditor.screenshots("6-progress-many-unfolded");
            assertThat(auditor.barriers()).isEmpty();

            auditor.open("/runs/" + none);
            auditor.see("Stop things");
            auditor.see("running for");
            assertThat(auditor.browser().sees(By.cssSelector(".cnx-item"))).isFalse();
            auditor.screenshots("6-progress-none");
            assertThat(auditor.barriers()).isEmpty();

            auditor.open("/runs?cell=many");
            auditor.browser().see(By.cssSelector(".cnx-share [role=progressbar]"));
            auditor.see("60 %");
            work.tell(many, LongWork.PACK, "was0", "applications-of-a-long-name-180", GB - 1, GB, 9, 100_000_000);
            IntStream.range(181, 187)
                    .forEach(item -> work.tell(
                            many,
                            LongWork.PACK,
                            "was" + item % 6,
                            "applications-of-a-long-name-" + item,
                            GB - 1,
                            GB,
                            9,
                            100_000_000));
            auditor.browser().click(By.xpath("//button[.='Clear']"));
            auditor.see("62 %, about 3 min left");
            auditor.screenshots("6-runs-with-shares");
            assertThat(auditor.barriers()).isEmpty();
        }
    }

    private static void act(String run, String step, String host, String command, int exit) {
        Instant now = Instant.now();
        site.context()
                .getBean(Evidence.class)
                .append(new Draft(
                        run,
                        step,
                        null,
                        host,
                        now,
                        now,
                        1,
                        Outcome.DONE,
                        "system",
                        command,
                        exit,
                        Map.of(),
                        exit == 0 ? "" : "tar: profiles: file changed as we read it"));
    }

    private static String selected(LabCockpit person) {
        return person.browser()
                .see(By.cssSelector("[role=tab][aria-selected=true]"))
                .getText();
    }

    private static String now(LabCockpit person, String label) {
        return person.browser()
                .see(By.cssSelector("[role=progressbar][aria-label='" + label + "']"))
                .getAttribute("aria-valuenow");
    }

    private static void hide(LabCockpit person, boolean hidden) {
        person.browser()
                .script("Object.defineProperty(document, 'hidden', {value: " + hidden + ", configurable: true});"
                        + "document.dispatchEvent(new Event('visibilitychange'));");
    }

    private static Object polls(LabCockpit person) {
        // one may be on its way
        return person.browser().script("await new Promise(done => setTimeout(done, 1500));" + POLLS);
    }

    /** Long enough for three more. */
    private static Object settled(LabCockpit person) {
        long millis = Duration.ofSeconds(7).toMillis();
        return person.browser().script("await new Promise(done => setTimeout(done, " + millis + "));" + POLLS);
    }
}
