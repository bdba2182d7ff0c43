package io.parley.actions;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ArchitectureTest {
    private static final String ACTIONS = "io.parley.actions";

    private final JavaClasses classes =
            new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests())).importPackages(ACTIONS);

    @Test
    void actionsKnowNoTelephonyAndNoModels() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "javax.sip..",
                        "gov.nist..",
                        "org.jitsi..",
                        "ai.onnxruntime..",
                        "io.parley.media..",
                        "io.parley.agent..")
                .check(classes);
    }

    @Test
    void lettuceStaysBehindTheStore() {
        noClasses()
                .that()
                .haveNameNotMatching("io\\.parley\\.actions\\.Redis.*")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.lettuce..")
                .check(classes);
    }

    @Test
    void nobodySleeps() {
        JavaClasses withTests = new ClassFileImporter().importPackages(ACTIONS);
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(withTests);
    }
}
