package minglu.command.subject;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import minglu.api.document.DocumentKind;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.unit.UnitDefinition;
import minglu.api.unit.UnitKind;
import minglu.command.request.RequestSettings;

/** Gates that answer what a test has told them; the usual unit reports from 2021 on. */
public final class FixedGates implements Gates {

    private final Map<String, UnitDefinition> units = new HashMap<>();
    private final Set<String> countedStocks = new HashSet<>();
    private final Set<String> documentsFromBefore = new HashSet<>();
    private final Map<String, String> closedYears = new HashMap<>();
    private RequestSettings requests = RequestSettings.DEFAULT;

    /** Gates that know the usual unit and the node {@code district}. */
    public FixedGates() {
        unit(Acts.UNIT, 2021, null, null);
        units.put("district", new UnitDefinition("全县", UnitKind.GOVERNMENT, null, null, null, null));
    }

    /** Defines a unit. */
    public FixedGates unit(String unit, Integer from, Integer until, String successor) {
        units.put(unit, new UnitDefinition(unit, UnitKind.DEPARTMENT, "district", from, until, successor));
        return this;
    }

    /** The opening stock of a kind stands as a count. */
    public FixedGates withCountedStock(DocumentKind kind) {
        countedStocks.add(kind.code());
        return this;
    }

    /** A document from before reporting stands by itself. */
    public FixedGates withDocumentFromBefore(String document) {
        documentsFromBefore.add(document);
        return this;
    }

    /** A year is closed for the acts of a unit. */
    public FixedGates closed(String unit, int year) {
        return closed(unit, year, unit);
    }

    /** A year is closed for the acts of a unit by the return of another one. */
    public FixedGates closed(String unit, int year, String by) {
        closedYears.put(unit + "/" + year, by);
        return this;
    }

    @Override
    public Optional<String> closedBy(String unit, int year) {
        return Optional.ofNullable(closedYears.get(unit + "/" + year));
    }

    /** Applications are read in this way. */
    public FixedGates reading(RequestSettings readings) {
        requests = readings;
        return this;
    }

    @Override
    public RequestSettings requests() {
        return requests;
    }

    @Override
    public UnitView recordingUnit(String unit, int year) {
        UnitDefinition definition = units.get(unit);
        if (definition == null) {
            throw new RefusedException(ProblemCode.UNKNOWN_UNIT, "there is no unit " + unit);
        }
        if (definition.isNode()) {
            throw new RefusedException(ProblemCode.UNIT_IS_NODE, "unit " + unit + " is a government");
        }
        return new UnitView(unit, definition);
    }

    @Override
    public boolean openingStockIsCounted(String unit, DocumentKind kind) {
        return countedStocks.contains(kind.code());
    }

    @Override
    public boolean isIssuedBeforeReporting(String unit, String document) {
        return documentsFromBefore.contains(document);
    }
}
