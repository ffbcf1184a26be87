package org.coincide.client;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaEnumConstant;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.jms.ObjectMessage;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.transaction.annotation.Transactional;

@AnalyzeClasses(packages = "org.coincide.client", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule THE_VERIFIER_IS_A_LIBRARY = noClasses()
            .that()
            .resideInAnyPackage("..verification..", "..contract..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta..", "java.sql..", "javax.sql..", "org.apache..")
            .because("any client of the contract can use verification as a library");

    @ArchTest
    static final ArchRule VERIFICATION_DEPENDS_ON_THE_CONTRACT_ONLY = classes()
            .that()
            .resideInAPackage("..verification..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("..verification..", "..contract..", "java..", "com.fasterxml.jackson..")
            .because("sent orders and ledger are read through LedgerView");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES = slices().matching("org.coincide.client.(*)..")
            .should()
            .beFreeOfCycles()
            .because("an order passes the packages in one direction");

    @ArchTest
    static final ArchRule NO_OBJECT_MESSAGE_IS_DESERIALIZED = noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ObjectMessage.class)
            .because("deserializing an ObjectMessage can run code of its sender");

    @ArchTest
    static final ArchRule ONLY_THE_BROKER_PACKAGE_SENDS = noClasses()
            .that()
            .resideOutsideOfPackage("..broker..")
            .and()
            .doNotHaveSimpleName("QueueReceiver")
            .should()
            .callMethod("jakarta.jms.Session", "createProducer", "jakarta.jms.Destination")
            .because("messages to the server are sent from the outboxes, by EventSender");

    @ArchTest
    static final ArchRule TIME_COMES_FROM_THE_CLOCK = noClasses()
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .because("time comes from the Clock bean, so that a test can set it");

    @ArchTest
    static final ArchRule NO_TRANSACTION_IS_NESTED_BY_ANNOTATION = noMethods()
            .should()
            .beAnnotatedWith(describe("@Transactional in a connection of its own", ArchitectureTest::takesAConnection))
            .because("threads that wait for a second connection can block each other when the pool is exhausted");

    @ArchTest
    static final ArchRule NO_TRANSACTION_IS_NESTED_BY_A_TEMPLATE = noClasses()
            .should()
            .callMethodWhere(target(name("setPropagationBehavior")))
            .because("threads that wait for a second connection can block each other when the pool is exhausted");

    private static boolean takesAConnection(JavaAnnotation<?> annotation) {
        return annotation.getRawType().isEquivalentTo(Transactional.class)
                && annotation.get("propagation").stream()
                        .map(propagation -> ((JavaEnumConstant) propagation).name())
                        .anyMatch(List.of("REQUIRES_NEW", "NOT_SUPPORTED")::contains);
    }

    @ArchTest
    static void packagesHaveAtMost25Classes(JavaClasses classes) {
        var sizes = classes.stream()
                .filter(JavaClass::isTopLevelClass)
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));

        assertThat(sizes).allSatisfy((name, size) -> assertThat(size)
                .as("classes in the package %s; split the package by feature", name)
                .isLessThanOrEqualTo(25));
    }
}
