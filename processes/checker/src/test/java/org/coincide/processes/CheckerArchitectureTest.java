package org.coincide.processes;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CheckerArchitectureTest {

    private static final String MODULE = "org.coincide.processes";
    private static final long MAX_CLASSES = 25;

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(MODULE);

    @Test
    void noPackageHasMoreThan25Classes() {
        var sizes = CLASSES.stream()
                .filter(JavaClass::isTopLevelClass)
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        assertThat(sizes).isNotEmpty().allSatisfy((name, size) -> assertThat(size)
                .as("classes of the package %s; split it", name)
                .isLessThanOrEqualTo(MAX_CLASSES));
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(MODULE + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    /** The server reads lifecycle and declarations without the path check. */
    @Test
    void declarationsDoNotDependOnTheCheck() {
        noClasses()
                .that()
                .resideInAnyPackage(MODULE + ".lifecycle", MODULE + ".server")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(MODULE + ".checker", MODULE + ".conventions", MODULE + ".paths..")
                .check(CLASSES);
    }

    @Test
    void onlyListedPackagesUseCamundasInternals() {
        noClasses()
                .that()
                .resideOutsideOfPackages(MODULE + ".conventions", MODULE + ".model", MODULE + ".paths.expression")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.camunda..impl..")
                .because("a move to a successor of engine 7.24 must be a rename of packages")
                .check(CLASSES);
    }
}
