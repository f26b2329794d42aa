package minglu.api;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import minglu.api.act.ActEvent;
import minglu.api.act.ActType;
import org.axonframework.serialization.Revision;
import org.junit.jupiter.api.Test;

/** The walls of shared-api. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("minglu.api");

    @Test
    void sharedApiKnowsNeitherSpringNorDatabasesNorTheServices() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..",
                        "java.sql..",
                        "javax.sql..",
                        "minglu.command..",
                        "minglu.query..",
                        "minglu.platform..")
                .check(CLASSES);
    }

    @Test
    void ofAxonOnlyAnnotationsAreUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.axonframework.eventsourcing..",
                        "org.axonframework.config..",
                        "org.axonframework.commandhandling..",
                        "org.axonframework.eventhandling..")
                .check(CLASSES);
    }

    @Test
    void everyEventIsARecordWithARevision() {
        classes()
                .that(assignableTo(ActEvent.class))
                .and()
                .areNotInterfaces()
                .should()
                .beRecords()
                .andShould()
                .beAnnotatedWith(Revision.class)
                .check(CLASSES);
        assertThat(List.of(ActType.values()))
                .allSatisfy(type -> assertThat(type.event().getAnnotation(Revision.class))
                        .as(type.code())
                        .isNotNull());
    }

    @Test
    void nothingIsCountedInBinaryFractions() {
        List<String> inexact = List.of("float", "double", "java.lang.Float", "java.lang.Double");
        for (String type : inexact) {
            fields().should().notHaveRawType(type).check(CLASSES);
            methods().should().notHaveRawReturnType(type).check(CLASSES);
        }
    }

    @Test
    void whatTravelsIsImmutable() {
        fields().that()
                .areNotStatic()
                .and()
                .areDeclaredInClassesThat()
                .areRecords()
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(CLASSES);
    }

    @Test
    void nobodyAsksTheMachineForTheTime() {
        noClasses()
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }
}
