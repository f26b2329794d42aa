package minglu.command.subject;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import minglu.api.document.DocumentKind;
import minglu.api.problem.RefusedException;
import minglu.command.request.RequestSettings;

/**
 * Asks for each unit and year once, as long as a batch lasts. What is decided on them is a courtesy: an act decided before the
 * acceptance of a return and stored after it stays valid. Used by one thread.
 */
public final class RememberedGates implements Gates {

    private record UnitYear(String unit, int year) {}

    /** A unit, or why there is none for acts. */
    private record Answer(UnitView unit, RefusedException refused) {}

    private final Gates gates;
    private final Map<UnitYear, Answer> units = new HashMap<>();
    private final Map<UnitYear, Optional<String>> closed = new HashMap<>();

    /** Remembers what these gates answer. */
    public RememberedGates(Gates gates) {
        this.gates = gates;
    }

    @Override
    public UnitView recordingUnit(String unit, int year) {
        Answer answer = units.computeIfAbsent(new UnitYear(unit, year), this::ask);
        if (answer.refused() != null) {
            throw answer.refused();
        }
        return answer.unit();
    }

    private Answer ask(UnitYear asked) {
        try {
            return new Answer(gates.recordingUnit(asked.unit(), asked.year()), null);
        } catch (RefusedException e) {
            return new Answer(null, e);
        }
    }

    @Override
    public Optional<String> closedBy(String unit, int year) {
        return closed.computeIfAbsent(new UnitYear(unit, year), asked -> gates.closedBy(unit, year));
    }

    @Override
    public boolean openingStockIsCounted(String unit, DocumentKind kind) {
        return gates.openingStockIsCounted(unit, kind);
    }

    @Override
    public boolean isIssuedBeforeReporting(String unit, String document) {
        return gates.isIssuedBeforeReporting(unit, document);
    }

    @Override
    public RequestSettings requests() {
        return gates.requests();
    }
}
