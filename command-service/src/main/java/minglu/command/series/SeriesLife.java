package minglu.command.series;

import java.time.LocalDate;
import java.util.SortedMap;
import minglu.api.act.ActData;
import minglu.api.problem.ProblemCode;
import minglu.api.series.ChargeCollected;
import minglu.api.series.ComplaintHandled;
import minglu.api.series.DecisionsTallied;
import minglu.api.series.DocumentsOpening;
import minglu.api.series.ItemsTallied;
import minglu.api.series.NilDeclared;
import minglu.api.series.OversightPerformed;
import minglu.api.series.TrainingHeld;
import minglu.command.subject.Facts;
import minglu.command.subject.Kind;
import minglu.command.subject.Rule;

/** Independent acts in any number and date order; only the opening stock is declared once. */
public final class SeriesLife implements Kind<SeriesLife.State> {

    /**
     * What a series remembers.
     *
     * @param openingDeclared whether the opening stock was declared in this series
     */
    public record State(boolean openingDeclared) {}

    @Override
    public State initial() {
        return new State(false);
    }

    @Override
    public SortedMap<String, String> decide(State state, ActData data, LocalDate occurredOn) {
        if (data instanceof DocumentsOpening.Data opening) {
            Rule.verify(openingIsDeclaredOnce(state, opening));
            return Facts.of("kind", opening.kind().code(), "inForce", String.valueOf(opening.inForce()));
        }
        if (data instanceof DecisionsTallied.Data tallied) {
            return Facts.of("kind", tallied.kind().code(), "count", String.valueOf(tallied.count()));
        }
        if (data instanceof ItemsTallied.Data tallied) {
            return Facts.of(
                    "channel",
                    tallied.channel().code(),
                    "category",
                    tallied.category().code(),
                    "count",
                    String.valueOf(tallied.count()));
        }
        if (data instanceof ChargeCollected.Data charge) {
            return Facts.of("amountYuan", charge.amountYuan().toPlainString());
        }
        if (data instanceof ComplaintHandled.Data complaint) {
            return Facts.of("channel", complaint.channel().code());
        }
        if (data instanceof TrainingHeld.Data training) {
            return Facts.of(
                    "participants", training.participants() == null ? null : String.valueOf(training.participants()));
        }
        if (data instanceof OversightPerformed.Data oversight) {
            return Facts.of("kind", oversight.kind().code());
        }
        if (data instanceof NilDeclared.Data nil) {
            return Facts.of(
                    "year",
                    String.valueOf(nil.year()),
                    "month",
                    nil.month() == null ? null : String.valueOf(nil.month()));
        }
        throw new IllegalStateException(data.getClass() + " is not an act of a series");
    }

    private static Rule openingIsDeclaredOnce(State state, DocumentsOpening.Data opening) {
        return new Rule(
                ProblemCode.OPENING_ALREADY_DECLARED,
                "contract: documents-opening",
                state.openingDeclared(),
                () -> "the opening stock of " + opening.kind().code() + " documents was already declared");
    }

    @Override
    public State evolve(State state, ActData data, LocalDate occurredOn, SortedMap<String, String> facts) {
        return data instanceof DocumentsOpening.Data ? new State(true) : state;
    }
}
