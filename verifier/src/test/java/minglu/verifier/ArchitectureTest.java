package minglu.verifier;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The verifier stands on the JDK alone. */
class ArchitectureTest {

    private static final JavaClasses VERIFIER = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("minglu.verifier");

    private static final ArchRule ONLY_JAVA =
            classes().should().onlyDependOnClassesThat().resideInAnyPackage("java..", "minglu.verifier");

    private static final ArchRule NO_NETWORK_AND_NO_DATABASE =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("java.net..", "java.sql..", "java.rmi..");

    @Test
    void only_java_is_imported() {
        assertThat(VERIFIER.contain("minglu.verifier.Verifier")).isTrue();
        ONLY_JAVA.check(VERIFIER);
    }

    @Test
    void neither_a_network_nor_a_database_is_reached() {
        NO_NETWORK_AND_NO_DATABASE.check(VERIFIER);
    }

    @Test
    void the_second_implementation_shares_nothing_with_it() {
        JavaClasses second = new ClassFileImporter().importPackages("minglu.evidence");
        assertThat(second.contain("minglu.evidence.Evidence")).isTrue();
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("minglu.verifier")
                .check(second);
    }

    @Test
    void a_breach_is_seen() {
        JavaClasses breach = new ClassFileImporter().importClasses(ArchitectureTest.class);
        assertThatThrownBy(() -> ONLY_JAVA.check(breach)).isInstanceOf(AssertionError.class);
    }
}
