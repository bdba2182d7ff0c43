package io.parley.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.parley.media.Impairments;
import io.parley.server.Parley;
import io.parley.server.World;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The map of docs/architecture.md, held over all modules at once: this one sees them all. */
@Timeout(120)
class ArchitectureTest {
    private static final JavaClasses PARLEY =
            new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests())).importPackages("io.parley");

    @Test
    void everyModuleIsLookedAt() {
        for (String module : List.of("config", "models", "media", "actions", "agent", "sip", "server", "bench")) {
            assertThat(PARLEY.containPackage("io.parley." + module)).as(module).isTrue();
        }
    }

    /** A module, and those that it may not see. */
    @ParameterizedTest(name = "{0} sees none of {1}")
    @CsvSource({
        "config,  models media actions agent sip server bench",
        "models,  media actions agent sip server bench",
        "media,   actions agent sip server bench",
        "actions, models media agent sip server bench",
        "agent,   sip server bench",
        "sip,     actions server bench",
        "server,  bench"
    })
    void dependenciesPointOneWay(String module, String others) {
        noClasses()
                .that()
                .resideInAPackage("io.parley." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(List.of(others.split(" ")).stream()
                        .map(other -> "io.parley." + other + "..")
                        .toArray(String[]::new))
                .check(PARLEY);
    }

    /** A library, and the only module that may see it. */
    @ParameterizedTest(name = "only {1} sees {0}")
    @CsvSource({
        "javax.sip..,     sip",
        "gov.nist..,      sip",
        "org.jitsi..,     media",
        "ai.onnxruntime.., models",
        "org.vosk..,      models.recogniser",
        "io.lettuce..,    actions",
        "io.prometheus.., server"
    })
    void librariesAreSeenByOneModuleEach(String library, String module) {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.parley." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(PARLEY);
    }

    /**
     * Whoever answers calls cannot spoil them, whatever a peer or a configuration says: a server knows a bad network only
     * as part of the world that a test puts around it.
     */
    @Test
    void onlyTelephonesAndMeasurementsSpoilPackets() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.parley.media..",
                        "io.parley.server.cli..",
                        "io.parley.server.phone..",
                        "io.parley.server.trial..",
                        "io.parley.server.bench..",
                        "io.parley.bench..")
                .and()
                .doNotHaveFullyQualifiedName(World.class.getName())
                .and()
                .doNotHaveFullyQualifiedName(Parley.class.getName())
                .should()
                .dependOnClassesThat()
                .haveSimpleNameStartingWith("Impair")
                .check(PARLEY);
        noClasses()
                .should()
                .callMethod(World.class, "behind", Impairments.class)
                .check(PARLEY);
        noClasses()
                .that()
                .haveSimpleName("ServeCommand")
                .should()
                .dependOnClassesThat()
                .haveSimpleNameStartingWith("Impair")
                .check(PARLEY);
    }

    @Test
    void modulesHaveNoCycles() {
        SlicesRuleDefinition.slices()
                .matching("io.parley.(*)..")
                .should()
                .beFreeOfCycles()
                .check(PARLEY);
    }
}
