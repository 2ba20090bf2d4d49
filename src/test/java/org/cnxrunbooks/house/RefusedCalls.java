package org.cnxrunbooks.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** Calls that no product code makes. */
final class RefusedCalls {

    private RefusedCalls() {}

    static List<Wall> all() {
        return List.of(
                Wall.of(
                        "a clock is handed in",
                        refused("java\\.time\\..*\\.now", true),
                        "package org.cnxrunbooks.vault; class Bad { Object x = java.time.Instant.now(); }"),
                Wall.of(
                        "nobody asks the system's time",
                        refused("java\\.lang\\.System\\.currentTimeMillis|java\\.util\\.Date\\.<init>", true),
                        "package org.cnxrunbooks.vault; class Bad { long x = System.currentTimeMillis(); }",
                        "package org.cnxrunbooks.host; class Bad2 { Object x = new java.util.Date(); }"),
                Wall.of(
                        "only app makes a clock",
                        noClasses()
                                .that()
                                .resideOutsideOfPackage(Rooms.ROOT + ".app")
                                .should()
                                .accessTargetWhere(calls("java\\.time\\.Clock\\.(system.*|tick.*)", false)),
                        "package org.cnxrunbooks.host; class Bad { Object x = java.time.Clock.systemUTC(); }"),
                Wall.of(
                        "nobody sleeps",
                        refused("java\\.lang\\.Thread\\.sleep|java\\.util\\.concurrent\\.TimeUnit\\.sleep", false),
                        """
                        package org.cnxrunbooks.host;
                        class Bad { void nap() throws InterruptedException { Thread.sleep(1); } }"""),
                Wall.of(
                        "nobody prints",
                        refused("java\\.lang\\.System\\.(out|err)|.*\\.printStackTrace", true),
                        "package org.cnxrunbooks.app; class Bad { void say() { System.out.println(); } }",
                        "package org.cnxrunbooks.host; class Bad2 { void say(Exception e) { e.printStackTrace(); } }"),
                Wall.of(
                        "commands go through a host session",
                        refused("java\\.lang\\.ProcessBuilder\\.<init>|java\\.lang\\.Runtime\\.exec", false),
                        "package org.cnxrunbooks.database; class Bad { Object x = new ProcessBuilder(\"true\"); }"),
                Wall.of(
                        "a secret is revealed where it is used, never in a runbook",
                        noClasses()
                                .that(resideInAPackage(Rooms.ROOT + ".backup")
                                        .or(resideInAPackage(Rooms.ROOT + ".audit"))
                                        .or(resideInAPackage(Rooms.ROOT + ".engine")))
                                .should()
                                .accessTargetWhere(calls("org\\.cnxrunbooks\\.cell\\.Secret\\.reveal", false)),
                        """
                        package org.cnxrunbooks.backup;
                        class Bad { String open(org.cnxrunbooks.cell.Secret s) { return s.reveal(); } }"""));
    }

    private static ArchRule refused(String target, boolean withoutArguments) {
        return noClasses().should().accessTargetWhere(calls(target, withoutArguments));
    }

    private static com.tngtech.archunit.base.DescribedPredicate<JavaAccess<?>> calls(
            String target, boolean withoutArguments) {
        return describe("name " + target, access -> {
            AccessTarget named = access.getTarget();
            boolean bare = !(named instanceof AccessTarget.CodeUnitCallTarget call)
                    || call.getRawParameterTypes().isEmpty();
            return (named.getOwner().getName() + "." + named.getName()).matches(target) && (bare || !withoutArguments);
        });
    }
}
