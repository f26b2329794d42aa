package minglu.standalone;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The walls between modules; only here are all of them in sight. */
class WallsTest {

    private static final String SHARED_API = "minglu.api..";
    private static final String PLATFORM = "minglu.platform..";
    private static final String COMMAND_SERVICE = "minglu.command*..";
    private static final String QUERY_SERVICE = "minglu.query*..";
    private static final String PORTAL = "minglu.portal..";
    private static final String EMBEDDED_POSTGRES = "minglu.postgres..";
    private static final String STANDALONE = "minglu.standalone..";
    private static final String VERIFIER = "minglu.verifier..";
    private static final String TIME = "minglu.platform.time..";

    private static final JavaClasses MINGLU = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("minglu");

    private static final ArchRule NOBODY_USES_JAVA_UTIL_DATE =
            noClasses().should().dependOnClassesThat().haveFullyQualifiedName(Date.class.getName());

    // Embedded-postgres stands on nothing and compares ages of files, which are no business dates.
    private static final ArchRule ONLY_PLATFORM_TIME_READS_THE_SYSTEM_CLOCK = noClasses()
            .that(resideOutsideOfPackages(TIME, EMBEDDED_POSTGRES))
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(java.time.LocalDateTime.class, "now")
            .orShould()
            .callMethod(java.time.OffsetDateTime.class, "now")
            .orShould()
            .callMethod(java.time.ZonedDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    private static final ArchRule COUNTS_AND_AMOUNTS_ARE_EXACT = noFields()
            .that()
            .areDeclaredInClassesThat(resideInAnyPackage(SHARED_API, COMMAND_SERVICE, QUERY_SERVICE))
            .should()
            .haveRawType(double.class)
            .orShould()
            .haveRawType(float.class)
            .orShould()
            .haveRawType(Double.class)
            .orShould()
            .haveRawType(Float.class);

    static List<ArchRule> walls() {
        return List.of(
                noClasses()
                        .that()
                        .resideInAPackage(SHARED_API)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("org.springframework..", "java.sql..")
                        .as("shared-api knows neither Spring nor a database"),
                classes()
                        .that()
                        .resideInAPackage(SHARED_API)
                        .should()
                        .onlyDependOnClassesThat(
                                resideOutsideOfPackages("minglu..").or(resideInAnyPackage(SHARED_API)))
                        .as("shared-api knows no other module"),
                noClasses()
                        .that()
                        .resideInAPackage(PLATFORM)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(COMMAND_SERVICE, QUERY_SERVICE, PORTAL, EMBEDDED_POSTGRES, STANDALONE)
                        .as("platform knows no service"),
                noClasses()
                        .that()
                        .resideInAPackage(COMMAND_SERVICE)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(QUERY_SERVICE, PORTAL, EMBEDDED_POSTGRES, STANDALONE)
                        .as("command-service does not know query-service"),
                noClasses()
                        .that()
                        .resideInAPackage(QUERY_SERVICE)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(COMMAND_SERVICE, PORTAL, EMBEDDED_POSTGRES, STANDALONE)
                        .as("query-service does not know command-service"),
                classes()
                        .that()
                        .resideInAPackage(PORTAL)
                        .should()
                        .onlyDependOnClassesThat(resideOutsideOfPackages("minglu..")
                                .or(resideInAnyPackage(PORTAL, PLATFORM, SHARED_API)))
                        .as("the portal knows shared-api and platform only"),
                classes()
                        .that()
                        .resideInAPackage(EMBEDDED_POSTGRES)
                        .should()
                        .onlyDependOnClassesThat(
                                resideOutsideOfPackages("minglu..").or(resideInAnyPackage(EMBEDDED_POSTGRES)))
                        .as("embedded-postgres knows no other module"),
                classes()
                        .that()
                        .resideInAPackage(VERIFIER)
                        .should()
                        .onlyDependOnClassesThat(resideInAnyPackage("java..", VERIFIER))
                        .as("the verifier stands on the JDK alone"),
                noClasses()
                        .that()
                        .resideInAPackage("minglu.standalone.cli..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(COMMAND_SERVICE, QUERY_SERVICE, PORTAL, PLATFORM)
                        .as("the command line speaks to a server through the public contract only"),
                NOBODY_USES_JAVA_UTIL_DATE,
                ONLY_PLATFORM_TIME_READS_THE_SYSTEM_CLOCK,
                COUNTS_AND_AMOUNTS_ARE_EXACT);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("walls")
    void every_wall_holds(ArchRule wall) {
        wall.allowEmptyShould(true).check(MINGLU);
    }

    @Test
    void the_modules_are_in_sight() {
        assertThat(MINGLU.contain("minglu.api.act.Act")).isTrue();
        assertThat(MINGLU.contain("minglu.postgres.EmbeddedPostgres")).isTrue();
        assertThat(MINGLU.contain("minglu.platform.access.Caller")).isTrue();
        assertThat(MINGLU.contain("minglu.portal.Contract")).isTrue();
        assertThat(MINGLU.contain("minglu.standalone.Minglu")).isTrue();
        assertThat(MINGLU.contain("minglu.verifier.Verifier")).isTrue();
    }

    @Test
    void a_breach_is_seen() {
        JavaClasses breach = new ClassFileImporter().importClasses(Breach.class);

        assertThatThrownBy(() -> NOBODY_USES_JAVA_UTIL_DATE.check(breach)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> ONLY_PLATFORM_TIME_READS_THE_SYSTEM_CLOCK.check(breach))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> fields().should().notHaveRawType(double.class).check(breach))
                .isInstanceOf(AssertionError.class);
    }

    /** Does what nobody may. */
    static final class Breach {

        private double money;

        Date when() {
            return new Date(Instant.now().toEpochMilli() + (long) money);
        }
    }
}
