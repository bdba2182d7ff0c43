package io.parley.actions;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ArchitectureTest {
    private final JavaClasses classes = new ClassFileImporter().importPackages("io.parley.actions");

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
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(classes);
    }
}
