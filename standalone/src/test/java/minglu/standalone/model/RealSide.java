package minglu.standalone.model;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import minglu.api.act.Act;
import minglu.api.act.ActEvent;
import minglu.api.act.ActForm;
import minglu.api.document.DocumentKind;
import minglu.api.format.Formats;
import minglu.api.format.StatutoryFormat;
import minglu.api.ledger.Poster;
import minglu.api.ledger.Posting;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.unit.UnitDefinition;
import minglu.api.unit.UnitKind;
import minglu.command.request.RequestSettings;
import minglu.command.subject.Gates;
import minglu.command.subject.History;
import minglu.command.subject.UnitView;
import minglu.query.ledger.AccountSums;
import minglu.query.ledger.Ledger;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Both sides of the product without database, bus and web: the form, the rules of a subject's history, the postings of its events
 * and the format over them.
 */
final class RealSide {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final StatutoryFormat FORMAT = Formats.current();

    private final Map<String, UnitDefinition> units = new HashMap<>();
    private final Set<String> closed;
    private final LocalDate today;
    private final Map<String, History> histories = new HashMap<>();
    private final List<Posting> postings = new ArrayList<>();

    RealSide(Map<String, RequestModel.Reports> reports, Set<String> closed, String node, String today) {
        this.closed = closed;
        reports.forEach((unit, years) -> units.put(
                unit,
                new UnitDefinition(
                        unit,
                        UnitKind.DEPARTMENT,
                        "district",
                        years.from(),
                        years.until(),
                        years.hasSuccessor() ? "jyj" : null)));
        units.put(node, new UnitDefinition(node, UnitKind.GOVERNMENT, "district", null, null, null));
        this.today = LocalDate.parse(today);
    }

    /** Records an act, or not: what the model says in the same case. */
    String take(PlainAct plain) {
        try {
            Act act = act(plain);
            History history = histories.computeIfAbsent(act.unit() + "/" + act.subject(), subject -> new History());
            History.Decision decision = history.decide(act, new PlainGates(), today);
            if (decision.event() == null) {
                return RequestModel.DUPLICATE;
            }
            ActEvent event = decision.event();
            history.evolve(event, postings.size());
            postings.addAll(Poster.post(event));
            return RequestModel.RECORDED;
        } catch (RefusedException e) {
            return e.refusal().code().code();
        }
    }

    /** An act as the intake reads it; the content itself stands for its digest. */
    private static Act act(PlainAct plain) {
        ObjectNode node = JSON.createObjectNode()
                .put("unit", plain.unit())
                .put("subject", plain.subject())
                .put("id", plain.id())
                .put("type", plain.type())
                .put("occurredOn", plain.date())
                .put("reason", plain.reason())
                .put("late", plain.late());
        node.set("data", JSON.valueToTree(plain.data()));
        Act act = ActForm.parse(node);
        return new Act(
                act.unit(),
                act.subject(),
                act.id(),
                act.type(),
                act.occurredOn(),
                act.data(),
                act.reason(),
                act.late(),
                ActForm.normalisedContent(act));
    }

    /** The cells of a unit's year that are not zero, as the format counts them. */
    Map<String, Long> cells(String unit, int year) {
        Map<String, Ledger.Sums> sums = new HashMap<>();
        for (Posting posting : postings) {
            if (posting.unit().equals(unit) && posting.occurredOn().getYear() <= year) {
                boolean isOfTheYear = posting.occurredOn().getYear() == year;
                long amount = posting.amount();
                sums.merge(
                        posting.account(),
                        new Ledger.Sums(
                                isOfTheYear ? amount : 0, isOfTheYear ? 0 : amount, amount, isOfTheYear ? amount : 0),
                        (one, other) -> new Ledger.Sums(
                                one.flow() + other.flow(),
                                one.opening() + other.opening(),
                                one.closing() + other.closing(),
                                one.wholeYear() + other.wholeYear()));
            }
        }
        if (sums.isEmpty()) {
            return Map.of();
        }
        Map<String, Long> cells = new HashMap<>(FORMAT.compute(new AccountSums(sums)::read));
        cells.values().removeIf(figure -> figure == 0);
        return cells;
    }

    /** The units as defined and the years as closed; no documents stand here. */
    private final class PlainGates implements Gates {

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
            throw new IllegalStateException("no act of a document is sent here");
        }

        @Override
        public boolean isIssuedBeforeReporting(String unit, String document) {
            throw new IllegalStateException("no act of a document is sent here");
        }

        @Override
        public Optional<String> closedBy(String unit, int year) {
            return closed.contains(unit + "/" + year) ? Optional.of("jyj") : Optional.empty();
        }

        @Override
        public RequestSettings requests() {
            return RequestSettings.DEFAULT;
        }
    }
}
