package minglu.query.units;

import java.util.List;
import java.util.Optional;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.platform.access.Caller;
import minglu.platform.access.Role;
import minglu.platform.time.BusinessDates;
import org.springframework.stereotype.Component;

/** Who reads what (contract section 2). What a user may not read is unknown to it. */
@Component
public class ReadAccess {

    private final UnitStore units;
    private final BusinessDates dates;

    /** Rights by the units as they are now. */
    public ReadAccess(UnitStore units, BusinessDates dates) {
        this.units = units;
        this.dates = dates;
    }

    /**
     * Lets a user read the figures of a unit.
     *
     * @throws RefusedException {@code forbidden} for an administrator alone, {@code unknown-unit} where the unit does not exist or
     *     is not the user's to read
     */
    public void verifyFigures(Caller caller, String unit) {
        verifyReads(caller);
        if (!isVisible(caller, unit, units.latest())) {
            throw unknown(unit);
        }
    }

    /**
     * Lets a user read the cases of a unit, also those that its own unit carries on.
     *
     * @throws RefusedException as {@link #verifyFigures}
     */
    public void verifyCases(Caller caller, String unit) {
        verifyReads(caller);
        if (!isCase(caller, unit, units.latest(), units.tree(dates.today().getYear()))) {
            throw unknown(unit);
        }
    }

    /**
     * The units whose cases a user may read.
     *
     * @param unit only those of this unit and of units below it; null: all
     */
    public List<String> casesWithin(Caller caller, String unit) {
        UnitTree latest = units.latest();
        UnitTree today = units.tree(dates.today().getYear());
        return latest.all().keySet().stream()
                .filter(candidate -> unit == null || latest.isWithin(candidate, unit))
                .filter(candidate -> isCase(caller, candidate, latest, today))
                .toList();
    }

    private static boolean isCase(Caller caller, String unit, UnitTree latest, UnitTree today) {
        boolean carriedOn = caller.unit() != null && today.owner(unit).equals(Optional.of(caller.unit()));
        return carriedOn || isVisible(caller, unit, latest);
    }

    /** Whether a user may know of a unit: an administrator of all, the others of what they read. */
    static boolean isVisible(Caller caller, String unit, UnitTree tree) {
        if (tree.find(unit).isEmpty()) {
            return false;
        }
        if (caller.unit() == null || !caller.reads()) {
            return true;
        }
        return caller.readsOwnUnitOnly() ? unit.equals(caller.unit()) : tree.isWithin(unit, caller.unit());
    }

    /**
     * Lets a user read at all.
     *
     * @throws RefusedException {@code forbidden} for an administrator alone
     */
    public static void verifyReads(Caller caller) {
        if (!caller.reads()) {
            throw new RefusedException(
                    ProblemCode.FORBIDDEN,
                    "user " + caller.name() + " has only the role " + Role.ADMIN.code()
                            + ", which reads no figures or cases");
        }
    }

    private static RefusedException unknown(String unit) {
        return new RefusedException(ProblemCode.UNKNOWN_UNIT, "there is no unit " + unit + " that you may read");
    }
}
