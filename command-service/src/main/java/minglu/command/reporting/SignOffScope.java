package minglu.command.reporting;

import java.util.Optional;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.unit.UnitDefinition;
import minglu.command.subject.Rule;
import minglu.command.unit.UnitDirectory;
import minglu.command.unit.UnitHistory;
import minglu.platform.access.Access;
import minglu.platform.access.Caller;
import minglu.platform.access.Role;
import org.springframework.stereotype.Component;

/** Who signs off what (contract section 2), and for which units there is something to sign off. */
@Component
class SignOffScope {

    private final UnitDirectory units;

    SignOffScope(UnitDirectory units) {
        this.units = units;
    }

    /**
     * Goes on only for a user with this role who may use it for this unit: a reviewer for its own unit, the others for the units
     * of their subtree.
     *
     * @throws RefusedException {@code forbidden}
     */
    void verify(Caller caller, Role role, String unit) {
        Access.require(caller, role);
        if (!mayFor(caller, role, unit)) {
            throw new RefusedException(
                    ProblemCode.FORBIDDEN,
                    "user " + caller.name() + " has the role " + role.code() + " for unit " + caller.unit()
                            + ", not for " + unit);
        }
    }

    /**
     * Goes on only for a reviewer of this unit or a consolidator over it.
     *
     * @throws RefusedException {@code forbidden}
     */
    void verifyWriter(Caller caller, String unit) {
        Access.require(caller, Role.REVIEWER, Role.CONSOLIDATOR);
        boolean mayWrite = caller.hasAny(Role.CONSOLIDATOR) && mayFor(caller, Role.CONSOLIDATOR, unit)
                || caller.hasAny(Role.REVIEWER) && mayFor(caller, Role.REVIEWER, unit);
        if (!mayWrite) {
            throw new RefusedException(
                    ProblemCode.FORBIDDEN,
                    "user " + caller.name() + " writes for unit " + caller.unit() + ", not for " + unit);
        }
    }

    private boolean mayFor(Caller caller, Role role, String unit) {
        return role == Role.REVIEWER
                ? unit.equals(caller.unit())
                : caller.unit() == null || units.isWithin(unit, caller.unit());
    }

    /**
     * What a unit is in a year.
     *
     * @throws RefusedException {@code unknown-unit}
     */
    UnitDefinition definition(String unit, int year) {
        Optional<UnitHistory> found = units.find(unit);
        return found.map(history -> history.definitionFor(year))
                .orElseThrow(() -> new RefusedException(ProblemCode.UNKNOWN_UNIT, "there is no unit " + unit));
    }

    /**
     * Goes on only for a unit that reports in this year.
     *
     * @throws RefusedException {@code unknown-unit} or {@code year-not-reported}
     */
    void verifyReports(String unit, int year) {
        UnitDefinition definition = definition(unit, year);
        Rule.verify(new Rule(
                ProblemCode.YEAR_NOT_REPORTED,
                "contract: units",
                !definition.reportsIn(year),
                () -> "unit " + unit + " does not report " + year));
    }

    /**
     * Goes on only for a unit that has a return of this year: a node has none, it adds up those of others.
     *
     * @throws RefusedException {@code unknown-unit}, {@code unit-is-node} or {@code year-not-reported}
     */
    void verifyReturns(String unit, int year) {
        UnitDefinition definition = definition(unit, year);
        Rule.verify(new Rule(
                ProblemCode.UNIT_IS_NODE,
                "contract: units",
                definition.isNode(),
                () -> "unit " + unit + " is a government: it has no return, its office has"));
        verifyReports(unit, year);
    }
}
