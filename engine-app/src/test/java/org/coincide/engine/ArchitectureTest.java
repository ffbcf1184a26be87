package org.coincide.engine;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;

@AnalyzeClasses(
        packagesOf = EngineApplication.class,
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {

    /** Excludes the contract suites of the ports, which the build packages as a jar of tests. */
    static final class NoTestJars implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    private static final String[] PORTS = {
        "org.coincide.engine.adapters",
        "org.coincide.engine.payment",
        "org.coincide.engine.payment.provider",
        "org.coincide.engine.payment.bank",
        "org.coincide.engine.delivery.carrier"
    };

    @ArchTest
    static final ArchRule packagesHaveNoCycles = SlicesRuleDefinition.slices()
            .matching("org.coincide.engine.(*)..")
            .should()
            .beFreeOfCycles()
            .because("an order passes the packages in one direction");

    @ArchTest
    static final ArchRule nestedPackagesHaveNoCycles = SlicesRuleDefinition.slices()
            .matching("org.coincide.engine.(**)")
            .should()
            .beFreeOfCycles()
            .because("a package that needs another is not needed by it");

    @ArchTest
    static final ArchRule portsDependOnNothing = classes()
            .that()
            .resideInAnyPackage(PORTS)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(PORTS).or(resideInAPackage("java..")))
            .because("adapters are compiled against the ports alone");

    @ArchTest
    static final ArchRule simulatedPartnersUsePortsOnly = classes()
            .that()
            .resideInAPackage("..simulation..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(PORTS)
                    .or(resideInAnyPackage("..simulation..", "..polling..", "..reading.."))
                    .or(resideOutsideOfPackage("org.coincide..")))
            .because("a simulated partner is an adapter, which polls and reads its own tables");

    @ArchTest
    static final ArchRule onlyListedPackagesUseCamundasInternals = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "..lifecycle..",
                    "..jobs..",
                    "..definitions..",
                    "..hsqldb..",
                    "..sandbox..",
                    "..web..",
                    "..operations.cockpit..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.camunda..impl..")
            .because("a move to a successor of engine 7.24 must be a rename of packages");

    @ArchTest
    static final ArchRule onlyPublicationSendsToClients = noClasses()
            .that()
            .resideOutsideOfPackages("..publication..", "..broker..", "..intake..")
            .should()
            .dependOnClassesThat(JavaClass.Predicates.resideInAnyPackage("jakarta.jms..", "org.springframework.jms..")
                    .and(not(JavaClass.Predicates.assignableTo(Throwable.class))))
            .because("a message must be committed to the journal before it is sent");

    @ArchTest
    static final ArchRule timeComesFromAClock = noClasses()
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("time comes from the Clock bean, so that a test can set it");

    @ArchTest
    static final ArchRule onlyTwoPackagesMakeRandomIds = noClasses()
            .that()
            .resideOutsideOfPackages("..broker..", "..simulation..")
            .should()
            .callMethod(java.util.UUID.class, "randomUUID")
            .because("ids of stored rows must be in the order of time, so Identifiers generates them");

    @ArchTest
    static final ArchRule onlyIdentifiersGenerateIds = noClasses()
            .that()
            .haveNameNotMatching(".*\\.trade\\.Identifiers(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.uuid..")
            .because("other generators of the library count within a millisecond, so one id tells the next");

    @ArchTest
    static final ArchRule fieldsAreNotInjected = GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

    @ArchTest
    static final ArchRule classNamesAreTermsOfTheField = classes()
            .should()
            .haveNameNotMatching(".*(Impl|Manager|Util|Utils|Helper|Base)$")
            .because("a name of the field says more");

    @ArchTest
    static final ArchRule settingsAreNamedProperties = classes()
            .that()
            .areAnnotatedWith(ConfigurationProperties.class)
            .should()
            .haveSimpleNameEndingWith("Properties");

    @ArchTest
    static void noPackageHasMoreThan25Classes(JavaClasses classes) {
        Map<String, Long> sizes = classes.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));

        assertThat(sizes).isNotEmpty().allSatisfy((name, size) -> assertThat(size)
                .as("classes in the package %s; split the package by feature", name)
                .isLessThanOrEqualTo(25));
    }
}
