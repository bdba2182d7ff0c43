package io.parley.media;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ArchitectureTest {
    private static JavaClasses media;

    @BeforeAll
    static void load() {
        media = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.parley.media");
    }

    @Test
    void onlyTheAdaptersSeeLibjitsi() {
        DescribedPredicate<JavaClass> adapters = DescribedPredicate.describe(
                "adapters",
                type -> type.getSimpleName().startsWith("Jitsi")
                        || type.getName().contains(".Jitsi"));
        noClasses()
                .that(DescribedPredicate.not(adapters))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jitsi..")
                .check(media);
    }

    @Test
    void onlyTheFlacReaderSeesJflac() {
        noClasses()
                .that()
                .doNotHaveSimpleName("FlacFile")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jflac..")
                .check(media);
    }

    @Test
    void mediaKnowsNothingOfSip() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javax.sip..", "gov.nist..")
                .check(media);
    }

    @Test
    void nothingSleeps() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(media);
    }

    @Test
    void theAdaptersAreOursAlone() {
        classes()
                .that()
                .haveSimpleNameStartingWith("Jitsi")
                .should()
                .bePackagePrivate()
                .check(media);
    }
}
