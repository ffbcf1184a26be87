package org.coincide.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.jms.ObjectMessage;

@AnalyzeClasses(packages = "org.coincide.client", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule THE_VERIFIER_IS_A_LIBRARY = noClasses()
            .that()
            .resideInAnyPackage("..verification..", "..contract..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta..", "java.sql..", "javax.sql..", "org.apache..")
            .because("any client of the contract can take verification as it is, without our frameworks");

    @ArchTest
    static final ArchRule VERIFICATION_KNOWS_ONLY_THE_CONTRACT = classes()
            .that()
            .resideInAPackage("..verification..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("..verification..", "..contract..", "java..", "com.fasterxml.jackson..")
            .because("what is known comes in through Books");

    @ArchTest
    static final ArchRule NO_STOP_IS_VISITED_TWICE = slices().matching("org.coincide.client.(*)..")
            .should()
            .beFreeOfCycles()
            .because("an order goes through the packages in one direction");

    @ArchTest
    static final ArchRule NOTHING_IS_MADE_FROM_A_MESSAGES_BYTES = noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ObjectMessage.class)
            .because("an ObjectMessage stays closed: opening it runs what a stranger wrote");

    @ArchTest
    static final ArchRule ONE_PLACE_SENDS = noClasses()
            .that()
            .resideOutsideOfPackage("..broker..")
            .should()
            .callMethod("jakarta.jms.Session", "createProducer", "jakarta.jms.Destination")
            .because("what leaves the client goes through the outboxes and EventQueue");

    @ArchTest
    static final ArchRule TIME_COMES_FROM_THE_CLOCK = noClasses()
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .because("time is given, so that a test can give it");
}
