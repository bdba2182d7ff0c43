package io.parley.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds in all modules that a running server is made of, and on its class path. */
@Timeout(120)
class HouseRulesTest {
    private static final JavaClasses PARLEY = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("io.parley");

    @Test
    void everyModuleIsLookedAt() {
        for (String module : List.of("config", "models", "media", "actions", "agent", "sip", "server")) {
            assertThat(PARLEY.containPackage("io.parley." + module)).as(module).isTrue();
        }
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(PARLEY.stream()
                        .map(type -> type.getPackage())
                        .distinct()
                        .filter(found -> !found.isAnnotatedWith(NullMarked.class))
                        .map(JavaPackage::getName)
                        .toList())
                .isEmpty();
    }

    @Test
    void chanceHasASeed() {
        noClasses().should().callConstructor(Random.class).check(PARLEY);
        noClasses().should().callMethod(Math.class, "random").check(PARLEY);
    }

    @Test
    void nothingSleeps() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(PARLEY);
    }

    /** The wall clock jumps. RTCP has to tell the time of day, and asks once. */
    @Test
    void onlyTheMediaEngineAsksForTheTimeOfDay() {
        noClasses()
                .that()
                .doNotHaveSimpleName("MediaEngine")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .check(PARLEY);
    }

    @Test
    void theServersPackagesHaveNoCycles() {
        SlicesRuleDefinition.slices()
                .matching("io.parley.server.(*)..")
                .should()
                .beFreeOfCycles()
                .check(PARLEY);
    }

    /** A second copy would let the order of the class path decide which SIP stack runs. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "gov/nist/javax/sip/SipStackImpl.class",
                "javax/sip/SipStack.class",
                "javax/sdp/SessionDescription.class",
                "ai/onnxruntime/OrtEnvironment.class",
                "org/slf4j/LoggerFactory.class",
                "org/slf4j/spi/SLF4JServiceProvider.class"
            })
    void thereIsExactlyOneOf(String type) throws IOException {
        assertThat(found(type)).hasSize(1);
    }

    /** log4j 1.x has known holes. */
    @ParameterizedTest
    @ValueSource(strings = {"org/apache/log4j/Logger.class", "org/apache/log4j/net/SocketAppender.class"})
    void thereIsNo(String type) throws IOException {
        assertThat(found(type)).isEmpty();
    }

    private static List<URL> found(String type) throws IOException {
        return Collections.list(HouseRulesTest.class.getClassLoader().getResources(type));
    }
}
