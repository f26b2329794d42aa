package minglu.query.reporting;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import minglu.api.act.Coded;
import minglu.api.reporting.KeptFigures;
import minglu.api.reporting.ReportState;
import minglu.api.reporting.ReportStep;
import minglu.api.reporting.ReturnState;
import minglu.api.reporting.ReturnStep;
import minglu.query.reporting.ReportingStore.Row;

/**
 * Where a return or report stands after its steps.
 *
 * @param <S> its states
 * @param state where it stands
 * @param version of a return 1 and one more with each reopening; of a report the number of its latest version
 * @param steps its steps, oldest first
 */
record Standing<S extends Coded>(S state, int version, List<Taken> steps) {

    /**
     * A step, and where it led.
     *
     * @param row as recorded
     * @param before code of the state before
     * @param after code of the state after
     * @param version the version it is about
     */
    record Taken(Row row, String before, String after, int version) {}

    /** A return after its steps. */
    static Standing<ReturnState> ofReturn(List<Row> rows) {
        int version = 1;
        ReturnState state = ReturnState.OPEN;
        List<Taken> steps = new ArrayList<>();
        for (Row row : rows) {
            ReturnStep step = find(ReturnStep.values(), row.step());
            steps.add(new Taken(row, step.from().code(), step.to().code(), version));
            state = step.to();
            version += step == ReturnStep.REOPEN ? 1 : 0;
        }
        return new Standing<>(state, version, steps);
    }

    /** A report after its steps. */
    static Standing<ReportState> ofReport(List<Row> rows) {
        int version = 1;
        ReportState state = ReportState.DRAFT;
        List<Taken> steps = new ArrayList<>();
        for (Row row : rows) {
            ReportStep step = find(ReportStep.values(), row.step());
            steps.add(new Taken(row, step.from().code(), step.to().code(), row.version()));
            state = step.to();
            version = row.version();
        }
        return new Standing<>(state, version, steps);
    }

    /** The figures kept last. */
    Optional<KeptFigures> figures() {
        return latest(row -> row.figures() == null ? Optional.empty() : Optional.of(row.figures()));
    }

    /** What the latest step gives that gives anything. */
    <T> Optional<T> latest(Function<Row, Optional<T>> given) {
        for (int i = steps.size() - 1; i >= 0; i--) {
            Optional<T> found = given.apply(steps.get(i).row());
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static <E extends Coded> E find(E[] known, String code) {
        for (E one : known) {
            if (one.code().equals(code)) {
                return one;
            }
        }
        throw new IllegalStateException("there is no step " + code);
    }
}
