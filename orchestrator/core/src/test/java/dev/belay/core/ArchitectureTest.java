package dev.belay.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.UUID;
import java.util.concurrent.Executor;

/// What the module descriptor cannot say: which calls the core may not make, and which of its
/// packages may know which.
@AnalyzeClasses(packages = "dev.belay.core", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule time_arrives_from_outside =
            noClasses()
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(LocalDateTime.class, "now")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .callMethod(InstantSource.class, "system")
                    .orShould()
                    .dependOnClassesThat()
                    .areAssignableTo(Clock.class)
                    .because("replay and simulation move the time themselves");

    @ArchTest
    static final ArchRule randomness_arrives_from_outside =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("java.util.Random")
                    .orShould()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
                    .orShould()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("java.security.SecureRandom")
                    .orShould()
                    .callMethod(Math.class, "random")
                    .orShould()
                    .callMethod(UUID.class, "randomUUID")
                    .because("the same history must give the same commands");

    @ArchTest
    static final ArchRule the_core_owns_no_pool_and_sleeps_nowhere =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(Executor.class)
                    .orShould()
                    .callMethod(Thread.class, "sleep", long.class)
                    .orShould()
                    .callMethod(Thread.class, "sleep", Duration.class)
                    .because("hosts decide what runs where");

    @ArchTest
    static final ArchRule only_fibers_are_threads =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..replay..")
                    .should()
                    .callMethod(Thread.class, "ofVirtual")
                    .orShould()
                    .callMethod(Thread.class, "start");

    @ArchTest
    static final ArchRule what_decides_does_not_know_the_engine =
            noClasses()
                    .that()
                    .resideInAnyPackage("..decider..", "..replay..", "..machine..", "..workflow..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("..engine..", "..client..");

    @ArchTest
    static final ArchRule nouns_know_nothing_of_verbs =
            noClasses()
                    .that()
                    .resideInAnyPackage("..model..", "..error..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "..engine..",
                            "..replay..",
                            "..machine..",
                            "..history..",
                            "..command..",
                            "..message..",
                            "..port..");

    @ArchTest
    static final ArchRule no_package_knows_itself_through_others =
            slices().matching("dev.belay.core.(engine|client|replay|decider|machine|codec)..")
                    .should()
                    .beFreeOfCycles();
}
