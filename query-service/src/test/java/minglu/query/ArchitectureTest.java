package minglu.query;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("minglu.query", "minglu.api");

    @Test
    void the_read_side_does_not_know_the_write_side() {
        noClasses()
                .that()
                .resideInAPackage("minglu.query..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("minglu.command..")
                .check(CLASSES);
    }

    @Test
    void no_figure_is_kept_in_a_floating_point_number() {
        for (Class<?> type : new Class<?>[] {double.class, float.class, Double.class, Float.class}) {
            noFields().should().haveRawType(type).check(CLASSES);
        }
    }

    @Test
    void nobody_asks_the_machine_for_the_date() {
        noClasses()
                .should()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(Instant.class, "now")
                .check(CLASSES);
    }

    @Test
    void postings_and_the_format_know_neither_spring_nor_the_database() {
        noClasses()
                .that()
                .haveSimpleName("Poster")
                .or()
                .haveSimpleName("UnitTree")
                .or()
                .resideInAPackage("minglu.api.format..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "java.sql..", "org.axonframework..")
                .check(CLASSES);
    }

    @Test
    void the_core_of_the_log_stands_on_the_jdk_alone() {
        classes()
                .that()
                .resideInAnyPackage(
                        "minglu.query.log.merkle",
                        "minglu.query.log.note",
                        "minglu.query.log.tiles",
                        "minglu.query.log.leaf")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "minglu.query.log.merkle",
                        "minglu.query.log.note",
                        "minglu.query.log.tiles",
                        "minglu.query.log.leaf")
                .check(CLASSES);
    }
}
