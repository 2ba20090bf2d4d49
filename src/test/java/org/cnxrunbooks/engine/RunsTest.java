package org.cnxrunbooks.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.cnxrunbooks.evidence.Draft;
import org.cnxrunbooks.evidence.Outcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RunsTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-14T21:00:00.9Z"), ZoneOffset.UTC);

    private static EngineFixture engine;

    @BeforeAll
    static void open() {
        engine = new EngineFixture(
                "jdbc:h2:mem:runs;DB_CLOSE_DELAY=-1",
                CLOCK,
                "one-step.bpmn",
                "approval.bpmn",
                "ask.form",
                "approve.form");
    }

    @AfterEach
    void stopNodes() {
        engine.stopNodes();
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @Test
    void the_key_names_process_cell_and_second_whatever_the_caller_gave() {
        ProcessInstance first = engine.start("one-step", Map.of("cellName", "green"));
        ProcessInstance second = engine.start("one-step", Map.of("cellName", "green"));
        assertThat(engine.runId(first)).isEqualTo("one-step-green-20260314-210000");
        assertThat(engine.runId(second)).isEqualTo("one-step-green-20260314-210001");
        assertThat(engine.engine
                        .getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey("key-of-the-caller")
                        .count())
                .isZero();
    }

    @Test
    void no_key_is_given_twice_to_starts_of_the_same_moment() throws Exception {
        Set<String> keys = ConcurrentHashMap.newKeySet();
        var threads = Executors.newFixedThreadPool(6);
        List<Future<?>> starts = new ArrayList<>();
        for (int number = 0; number < 18; number++) {
            starts.add(
                    threads.submit(() -> keys.add(engine.runId(engine.start("one-step", Map.of("cellName", "busy"))))));
        }
        threads.shutdown();
        for (Future<?> start : starts) {
            start.get(EngineFixture.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        assertThat(keys).hasSize(18);
    }

    @Test
    void a_start_form_opens_the_run_with_its_starter_and_what_was_asked() {
        engine.engine.getIdentityService().setAuthenticatedUserId("ops");
        String definition = engine.engine
                .getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey("approval")
                .singleResult()
                .getId();
        ProcessInstance instance = engine.engine
                .getFormService()
                .submitStartForm(definition, Map.of("cellName", "form", "reason", "before the upgrade"));
        assertThat(engine.variable(instance, "starter")).isEqualTo("ops");
        Draft opening = engine.acts(instance).get(0);
        assertThat(opening.actor()).isEqualTo("ops");
        assertThat(opening.step()).isEqualTo("approval");
        assertThat(opening.message()).isEqualTo("run started: cellName=form; reason=before the upgrade");
        assertThat(engine.evidence().blob(opening.digests().get("request")))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .contains("{\"cellName\":\"form\",\"reason\":\"before the upgrade\"}");
    }

    @Test
    void a_starter_given_by_the_caller_counts_for_nothing() {
        engine.engine.getIdentityService().setAuthenticatedUserId("ops");
        ProcessInstance instance = engine.start("one-step", Map.of("starter", "somebody else"));
        assertThat(engine.variable(instance, "starter")).isEqualTo("ops");
        assertThat(engine.acts(instance).get(0).actor()).isEqualTo("ops");
    }

    @Test
    void a_cell_name_that_could_become_a_path_is_refused_and_leaves_no_trace() {
        for (String name : new String[] {"../etc", "a/b", "", " "}) {
            assertThatThrownBy(() -> engine.start("one-step", Map.of("cellName", name)))
                    .hasMessageContaining("run not started: one-step");
        }
    }

    @Test
    void a_start_that_rolls_back_leaves_no_entry() {
        var transaction = new org.springframework.transaction.support.TransactionTemplate(
                new org.springframework.jdbc.datasource.DataSourceTransactionManager(engine.engines));
        String[] key = new String[1];
        transaction.executeWithoutResult(status -> {
            key[0] = engine.start("one-step", Map.of("cellName", "undone")).getBusinessKey();
            status.setRollbackOnly();
        });
        assertThat(engine.evidence().entries("one-step-undone-20260314-210000")).isEmpty();
        assertThat(engine.runId(engine.start("one-step", Map.of("cellName", "undone"))))
                .isEqualTo("one-step-undone-20260314-210001");
    }

    @Test
    void a_cancelled_run_is_closed_by_whoever_cancelled_it() {
        ProcessInstance instance = engine.start("one-step");
        engine.engine.getIdentityService().setAuthenticatedUserId("admin");
        engine.engine.getRuntimeService().deleteProcessInstance(instance.getId(), "wrong cell", true);
        Draft last = engine.acts(instance).get(engine.acts(instance).size() - 1);
        assertThat(last.message()).isEqualTo("run ended: cancelled");
        assertThat(last.actor()).isEqualTo("admin");
        assertThat(last.outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void who_wants_to_know_is_told_of_the_end_of_a_run_after_the_commit_alone() {
        ProcessInstance instance = engine.start("one-step");
        var transaction = new org.springframework.transaction.support.TransactionTemplate(
                new org.springframework.jdbc.datasource.DataSourceTransactionManager(engine.engines));
        transaction.executeWithoutResult(status -> {
            engine.engine.getRuntimeService().deleteProcessInstance(instance.getId(), "undone");
            status.setRollbackOnly();
        });
        assertThat(engine.ended).doesNotContain(engine.runId(instance));
        engine.engine.getRuntimeService().deleteProcessInstance(instance.getId(), "wrong cell");
        assertThat(engine.ended).containsOnlyOnce(engine.runId(instance));
    }
}
