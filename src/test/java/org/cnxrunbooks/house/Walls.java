package org.cnxrunbooks.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The walls between the rooms: who may see whom, and which foreign library stays in which room. Longer than most: each
 * rule stands beside its twin.
 */
final class Walls {

    private static final Set<String> RUNBOOKS = Set.of("backup", "notice", "ifix", "restore");
    private static final String REFUSED_NAMES = ".*(Manager|Helper|Utils?|Impl|Base|Service|Dto|DTO|Common)|Abstract.*";
    /** Things that the vendor calls so. */
    private static final Set<String> VENDOR_WORDS =
            Set.of("DeploymentManager", "ContentManager", "InstallationManager");

    private static final String PURE_NAMES = ".*(Plan|Edit|Config)|Manifest";

    private Walls() {}

    static List<Wall> all() {
        return List.of(
                Wall.of(
                        "a room sees only rooms of a lower level",
                        classes().should(enterOnlyRoomsBelow()),
                        "package org.cnxrunbooks.cell; class Bad { org.cnxrunbooks.host.Hosts hosts; }"),
                Wall.of(
                        "rooms of one level do not see each other",
                        classes().should(enterOnlyRoomsBelow()),
                        "package org.cnxrunbooks.wsadmin; class Bad { org.cnxrunbooks.vault.PackItem item; }"),
                Wall.of(
                        "only app sees a room behind a room",
                        classes().should(enterOnlyRoomsBelow()),
                        "package org.cnxrunbooks.backup; class Bad { org.cnxrunbooks.host.ssh.Inner inner; }",
                        "package org.cnxrunbooks.host.ssh; public class Inner {}"),
                Wall.of(
                        "nobody sees app",
                        classes().should(enterOnlyRoomsBelow()),
                        "package org.cnxrunbooks.guard; class Bad { org.cnxrunbooks.app.Thing thing; }",
                        "package org.cnxrunbooks.app; public class Thing {}"),
                Wall.of(
                        "rooms have no cycles",
                        slices().matching(Rooms.ROOT + ".(**)").should().beFreeOfCycles(),
                        "package org.cnxrunbooks.host; public class Bad { org.cnxrunbooks.host.ssh.Back back; }",
                        "package org.cnxrunbooks.host.ssh; public class Back { org.cnxrunbooks.host.Bad bad; }"),
                Wall.of(
                        "no class stands outside a room",
                        classes().should(standInARoom()),
                        "package org.cnxrunbooks.common; class Bad {}"),
                Wall.of(
                        "no second class stands beside the application",
                        classes().should(standInARoom()),
                        "package org.cnxrunbooks; class Bad {}"),
                Wall.of(
                        "JSch stays in host.ssh",
                        onlyIn(rooms("host.ssh"), "com.jcraft.."),
                        "package org.cnxrunbooks.host; class Bad { com.jcraft.jsch.Session session; }"),
                Wall.of(
                        "Commons Compress and zstd stay in vault",
                        onlyIn(rooms("vault"), "org.apache.commons.compress..", "com.github.luben.."),
                        "package org.cnxrunbooks.backup; class Bad { com.github.luben.zstd.ZstdInputStream in; }"),
                Wall.of(
                        "Jagged stays in vault",
                        onlyIn(rooms("vault"), "com.exceptionfactory.."),
                        "package org.cnxrunbooks.backup; class Bad { com.exceptionfactory.jagged.FileKey key; }"),
                Wall.of(
                        "directories and sign-on stay in guard",
                        onlyIn(rooms("guard"), "com.unboundid..", "org.springframework.security.."),
                        "package org.cnxrunbooks.app; class Bad { com.unboundid.ldap.sdk.DN name; }"),
                Wall.of(
                        "XML stays in webserver",
                        onlyIn(rooms("webserver"), "javax.xml..", "org.w3c.dom..", "org.xml.sax.."),
                        "package org.cnxrunbooks.wsadmin; class Bad { org.w3c.dom.Document page; }"),
                Wall.of(
                        "HTTP resources stay in audit",
                        onlyIn(
                                rooms("audit"),
                                "jakarta.ws.rs..",
                                "org.springframework.web.bind..",
                                "org.springframework.web.servlet.."),
                        """
                        package org.cnxrunbooks.guard;
                        @org.springframework.web.bind.annotation.RestController class Bad {}"""),
                Wall.of(
                        "mail stays in announce",
                        onlyIn(rooms("announce"), "jakarta.mail..", "org.springframework.mail.."),
                        "package org.cnxrunbooks.backup; class Bad { jakarta.mail.Message message; }",
                        "package jakarta.mail; public class Message {}"),
                Wall.of(
                        "the engine stays in engine, guard, audit, app, *Steps and *Variables",
                        onlyIn(
                                rooms("engine", "guard", "audit", "app")
                                        .or(named("Steps"))
                                        .or(named("Variables")),
                                "org.camunda.."),
                        "package org.cnxrunbooks.vault; class Bad { org.camunda.bpm.engine.RuntimeService engine; }"),
                Wall.of(
                        "Spring stays in app, engine, guard, audit, announce, evidence.store, *Steps and main",
                        onlyIn(
                                rooms("app", "engine", "guard", "audit", "announce", "evidence.store")
                                        .or(named("Steps"))
                                        .or(named("RunbookApplication")),
                                "org.springframework.."),
                        "package org.cnxrunbooks.host; @org.springframework.stereotype.Component class Bad {}"),
                Wall.of(
                        "a runbook exposes nothing",
                        classes()
                                .that(describe("belong to a runbook", type -> Rooms.roomOf(type)
                                        .filter(RUNBOOKS::contains)
                                        .isPresent()))
                                .should()
                                .notBePublic(),
                        "package org.cnxrunbooks.backup; public class Bad {}"),
                Wall.of(
                        "plain values do no I/O",
                        pure(),
                        """
                        package org.cnxrunbooks.cell;
                        class Bad { byte[] read(java.nio.file.Path p) throws java.io.IOException {
                          return java.nio.file.Files.readAllBytes(p); } }"""),
                Wall.of(
                        "plans know no clock",
                        pure(),
                        """
                        package org.cnxrunbooks.backup;
                        class BadPlan { java.time.Clock clock; }"""),
                Wall.of(
                        "edits know no logger",
                        pure(),
                        """
                        package org.cnxrunbooks.webserver;
                        class BadEdit { org.slf4j.Logger log; }"""),
                Wall.of(
                        "only JSpecify says what may be null",
                        noClasses()
                                .should()
                                .dependOnClassesThat(describe(
                                        "are a Nullable of somebody else",
                                        type -> type.getSimpleName().matches("Nullable|NonNull|NotNull|CheckForNull")
                                                && !type.getPackageName().startsWith("org.jspecify")
                                                && !type.getPackageName().startsWith("jakarta.validation"))),
                        """
                        package org.cnxrunbooks.cell;
                        record Bad(@org.springframework.lang.Nullable String name) {}"""),
                Wall.of(
                        "no name says nothing",
                        classes().should(haveATellingName()),
                        "package org.cnxrunbooks.cell; class BadHelper {}",
                        "package org.cnxrunbooks.cell; class AbstractBad {}",
                        "package org.cnxrunbooks.cell; class Bad { static class FileUtil {} }"));
    }

    private static DescribedPredicate<JavaClass> rooms(String... names) {
        return resideInAnyPackage(
                Arrays.stream(names).map(name -> Rooms.ROOT + "." + name).toArray(String[]::new));
    }

    /** The class itself and what is nested in it. */
    private static DescribedPredicate<JavaClass> named(String suffix) {
        return describe(
                "named *" + suffix, type -> outermost(type).getSimpleName().endsWith(suffix));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(Walls::outermost).orElse(type);
    }

    private static com.tngtech.archunit.lang.ArchRule onlyIn(DescribedPredicate<JavaClass> allowed, String... foreign) {
        return noClasses()
                .that(DescribedPredicate.not(allowed))
                .should()
                .dependOnClassesThat(resideInAnyPackage(foreign));
    }

    private static com.tngtech.archunit.lang.ArchRule pure() {
        return noClasses()
                .that(resideInAPackage(Rooms.ROOT + ".cell")
                        .or(describe(
                                "have a pure name", type -> type.getSimpleName().matches(PURE_NAMES))))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "java.net..", "java.nio.channels..", "org.slf4j..", "java.sql..")
                        .or(describe(
                                "do I/O or tell the time",
                                type -> Set.of("java.nio.file.Files", "java.time.Clock", "java.util.logging.Logger")
                                                .contains(type.getName())
                                        || type.getName().matches("java\\.io\\.(File|.*Stream|.*Reader|.*Writer)"))));
    }

    private static ArchCondition<JavaClass> enterOnlyRoomsBelow() {
        return new ArchCondition<>("enter only rooms below") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Rooms.roomOf(type).ifPresent(from -> type.getDirectDependenciesFromSelf().stream()
                        .filter(step -> Rooms.isOurs(step.getTargetClass()))
                        .filter(step -> Rooms.roomOf(step.getTargetClass())
                                .map(to -> !Rooms.mayEnter(from, to))
                                .orElse(true))
                        .forEach(step -> events.add(SimpleConditionEvent.violated(type, step.getDescription()))));
            }
        };
    }

    private static ArchCondition<JavaClass> haveATellingName() {
        return new ArchCondition<>("have a telling name") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String name = type.getSimpleName();
                boolean telling = VENDOR_WORDS.contains(name) || !name.matches(REFUSED_NAMES);
                events.add(new SimpleConditionEvent(type, telling, type.getName() + " says nothing"));
            }
        };
    }

    private static ArchCondition<JavaClass> standInARoom() {
        return new ArchCondition<>("stand in a room") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean inside =
                        Rooms.roomOf(type).filter(Rooms.LEVELS::containsKey).isPresent()
                                || outermost(type).getName().equals(Rooms.ROOT + ".RunbookApplication");
                events.add(new SimpleConditionEvent(type, inside, type.getName() + " stands outside the rooms"));
            }
        };
    }
}
