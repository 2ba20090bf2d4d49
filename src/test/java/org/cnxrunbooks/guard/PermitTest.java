package org.cnxrunbooks.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.junit.jupiter.api.Test;

class PermitTest {

    /** What the engine says to itself: at start and stop, in jobs and listeners, never through a service. */
    private static final Set<String> INTERNAL = Set.of(
            "BootstrapEngineCommand",
            "HistoryLevelSetupCommand",
            "SchemaOperationsProcessEngineBuild",
            "SchemaOperationProcessEngineClose",
            "FailedJobListener",
            "FailedJobListenerCmd",
            "SuccessfulJobListener",
            "HistoryCleanupSchedulerCmd",
            "HistoryCleanupHandlerCmd",
            "CreateNewTimerJobCommand",
            "DbSchemaUpgradeCmd",
            "ReportDbMetricsValueCmd",
            "MetricsCollectionCmd",
            "DeleteDeploymentFailCmd",
            "DeleteDeploymentListenerCmd");

    @Test
    void every_command_of_the_engine_has_been_judged() throws Exception {
        Set<String> unjudged = commands().stream()
                .filter(name -> Permit.of(name).isEmpty() && !Permit.isReading(name) && !INTERNAL.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(unjudged).isEmpty();
    }

    @Test
    void the_table_names_nothing_that_the_engine_does_not_have() throws Exception {
        Set<String> commands = commands();
        assertThat(Arrays.stream(Permit.values()).flatMap(permit -> permit.commands.stream()))
                .isSubsetOf(commands);
    }

    @Test
    void no_command_that_is_counted_as_reading_has_a_changing_verb() throws Exception {
        assertThat(commands().stream().filter(Permit::isReading))
                .isNotEmpty()
                .noneMatch(
                        name -> name.matches(
                                "(Set|Delete|Remove|Update|Add|Submit|Start|Complete|Save|DeployCmd|Modify|Migrate|Handle|Suspend|Activate).*"));
    }

    @Test
    void a_command_nobody_has_heard_of_is_not_taken_for_reading() {
        assertThat(Permit.isReading("LaunchCmd")).isFalse();
        assertThat(Permit.isReading("ExecuteJobsCmd")).isFalse();
        assertThat(Permit.of("LaunchCmd")).isEmpty();
    }

    private static Set<String> commands() throws Exception {
        File jar = new File(ProcessEngine.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Set<String> names = new TreeSet<>();
        try (JarFile classes = new JarFile(jar)) {
            for (var entry : (Iterable<java.util.jar.JarEntry>) classes.stream()::iterator) {
                if (entry.getName().endsWith(".class") && !entry.getName().startsWith("META-INF")) {
                    commandIn(entry.getName()).ifPresent(names::add);
                }
            }
        }
        assertThat(names).hasSizeGreaterThan(300);
        return names;
    }

    private static java.util.Optional<String> commandIn(String entry) {
        try {
            Class<?> type = Class.forName(
                    entry.replace('/', '.').replaceFirst("\\.class$", ""), false, PermitTest.class.getClassLoader());
            return Command.class.isAssignableFrom(type)
                            && !Modifier.isAbstract(type.getModifiers())
                            && !type.isAnonymousClass()
                    ? java.util.Optional.of(type.getSimpleName())
                    : java.util.Optional.empty();
        } catch (LinkageError | ClassNotFoundException optionalParty) {
            return java.util.Optional.empty();
        }
    }
}
