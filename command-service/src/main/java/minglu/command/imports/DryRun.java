package minglu.command.imports;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import minglu.api.act.Act;
import minglu.api.act.ActType;
import minglu.api.document.DocumentKind;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.series.ClaimOpeningStock;
import minglu.command.sequencer.Positions;
import minglu.command.sequencer.Slot;
import minglu.command.subject.SubjectBatch;
import minglu.platform.access.Caller;

/**
 * Says what would become of the rows of a file, and writes nothing. Rows are spread over {@link Partitions} by subject, and each
 * part gets an {@link SubjectBatch} of its own, so that the heap holds one part at a time.
 *
 * <p>Of units for which the file counts an opening stock, documents and corrected subjects depend on other subjects; these rows
 * are put by and decided together at the end.
 */
final class DryRun implements Run {

    /** Rows whose subjects are read with one statement. */
    private static final int WINDOW = 1000;

    private final RowSource source;
    private final RowReader reader;
    private final RowIntake intake;
    private final Rejections rejections;
    private final Supplier<SubjectBatch> batches;
    private final Supplier<Partitions> parts;
    private final Positions positions;
    private final BooleanSupplier stopping;
    private final Tally tally = new Tally();

    DryRun(
            RowSource source,
            RowIntake intake,
            Caller caller,
            Rejections rejections,
            Supplier<SubjectBatch> batches,
            Supplier<Partitions> parts,
            Positions positions,
            BooleanSupplier stopping) {
        this.source = source;
        this.reader = new RowReader(source, intake, caller);
        this.intake = intake;
        this.rejections = rejections;
        this.batches = batches;
        this.parts = parts;
        this.positions = positions;
        this.stopping = stopping;
    }

    @Override
    public Tally tally() {
        return tally;
    }

    @Override
    public void run() throws IOException {
        try (Partitions partitions = parts.get()) {
            Set<String> openingUnits = spread(partitions);
            List<RowReader.Understood> putBy = new ArrayList<>();
            for (int part = 0; part < partitions.count(); part++) {
                List<RowReader.Understood> rows =
                        partitions.rows(part).stream().map(reader::read).toList();
                Set<String> dependent = dependentSubjects(rows, openingUnits);
                List<RowReader.Understood> independent = new ArrayList<>();
                for (RowReader.Understood row : rows) {
                    (dependent.contains(subject(row.act())) ? putBy : independent).add(row);
                }
                decide(independent);
            }
            putBy.sort(Comparator.comparingLong(row -> row.row().row()));
            decide(putBy);
        }
        rejections.flush();
    }

    /** Returns the units for which the file counts an opening stock. */
    private Set<String> spread(Partitions partitions) throws IOException {
        Set<String> openingUnits = new HashSet<>();
        for (RawRow raw = source.next(); raw != null; raw = source.next()) {
            goOn();
            tally.read();
            RowReader.Understood row = reader.read(raw);
            if (row.rejection() != null) {
                reject(row.rejection());
                continue;
            }
            partitions.add(raw, row.act());
            if (isOpening(row.act())) {
                openingUnits.add(row.act().unit());
            }
        }
        partitions.seal();
        return openingUnits;
    }

    private static Set<String> dependentSubjects(List<RowReader.Understood> rows, Set<String> openingUnits) {
        Set<String> subjects = new HashSet<>();
        if (!openingUnits.isEmpty()) {
            for (RowReader.Understood row : rows) {
                Act act = row.act();
                boolean depends =
                        act.type() == ActType.DOCUMENT_ISSUED || act.type().corrects() || isOpening(act);
                if (depends && openingUnits.contains(act.unit())) {
                    subjects.add(subject(act));
                }
            }
        }
        return subjects;
    }

    /** Decides rows on each other, and on what the store holds of their subjects. */
    private void decide(List<RowReader.Understood> rows) {
        SubjectBatch batch = batches.get();
        for (int from = 0; from < rows.size(); from += WINDOW) {
            List<RowReader.Understood> window = rows.subList(from, Math.min(rows.size(), from + WINDOW));
            batch.prepare(window.stream().map(RowReader.Understood::act).toList());
            Set<Slot> repeated = new HashSet<>();
            for (RowReader.Understood row : window) {
                goOn();
                decide(row, batch, repeated);
            }
            positions.locate(repeated).values().forEach(receipt -> tally.position(receipt.position()));
        }
    }

    private void decide(RowReader.Understood row, SubjectBatch batch, Set<Slot> repeated) {
        try {
            SubjectBatch.Decided decided = batch.decide(intake.withDigest(row.act()));
            if (decided.isRepeat()) {
                tally.duplicate();
            } else {
                tally.recorded();
            }
            if (decided.stored()) {
                repeated.add(new Slot(decided.stream(), decided.sequence()));
            }
        } catch (RefusedException e) {
            reject(row.refused(e.refusal()));
        }
    }

    private void reject(Rejection rejection) {
        tally.rejected();
        rejections.add(rejection);
    }

    private void goOn() {
        if (stopping.getAsBoolean()) {
            throw new RefusedException(
                    ProblemCode.UNAVAILABLE,
                    "the server is stopping; the dry run was interrupted, send the file again");
        }
    }

    private static boolean isOpening(Act act) {
        for (DocumentKind kind : DocumentKind.values()) {
            if (act.subject().equals(ClaimOpeningStock.openingSubject(kind))) {
                return true;
            }
        }
        return false;
    }

    private static String subject(Act act) {
        return act.unit() + " " + act.subject();
    }
}
