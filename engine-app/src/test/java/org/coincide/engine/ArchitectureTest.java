package org.coincide.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

@AnalyzeClasses(packagesOf = EngineApplication.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesAreStopsOfAJourneyWithoutWaysBack = SlicesRuleDefinition.slices()
            .matching("org.coincide.engine.(*)..")
            .should()
            .beFreeOfCycles()
            .because("an order visits no stop twice");

    @ArchTest
    static final ArchRule onlyThreePackagesKnowTheEnginesInside = noClasses()
            .that()
            .resideOutsideOfPackages("..lifecycle..", "..hsqldb..", "..sandbox..", "..web..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.camunda.bpm.engine.impl..")
            .because("the way to an engine that goes on from 7.24 must stay a rename");

    @ArchTest
    static final ArchRule onlyPublicationSendsToClients = noClasses()
            .that()
            .resideOutsideOfPackages("..publication..", "..broker..", "..intake..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.jms..", "org.springframework.jms..")
            .because("what is sent must have been committed to the journal first");

    @ArchTest
    static final ArchRule timeComesFromAClock = noClasses()
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("a test must be able to say what time it is");

    @ArchTest
    static final ArchRule onlyOnePlaceMakesIds = noClasses()
            .that()
            .resideOutsideOfPackages("..trade..", "..broker..")
            .should()
            .callMethod(java.util.UUID.class, "randomUUID")
            .because("ids of trades and messages are guessed by nobody, and made in one place");

    @ArchTest
    static final ArchRule fieldsAreNotInjected = GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

    @ArchTest
    static final ArchRule namesSayWhatAThingIs = classes()
            .should()
            .haveNameNotMatching(".*(Impl|Manager|Util|Utils|Helper|Base)$")
            .because("a name of the field says more");
}
