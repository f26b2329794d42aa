package minglu.command.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import minglu.command.subject.RememberedGates;
import minglu.command.subject.SubjectBatch;
import minglu.platform.access.Caller;
import minglu.platform.access.Role;

/**
 * One passage through a file over a {@link FakeIntake}.
 *
 * @param totals what became of the rows
 * @param rejections refused rows in the order of the file
 */
record Passage(Tally.Totals totals, List<Rejection> rejections) {

    static final Caller IMPORTER = new Caller("u-1", "imp", Set.of(Role.IMPORTER), null);

    static Passage recording(FakeIntake intake, ImportFormat format, String file) {
        return through(
                format,
                file,
                (spool, source, rejections) ->
                        new RecordingRun(source, intake, IMPORTER, rejections, 32, intake.threads, () -> false));
    }

    static Passage dry(FakeIntake intake, ImportFormat format, String file) {
        return through(
                format,
                file,
                (spool, source, rejections) -> new DryRun(
                        source,
                        intake,
                        IMPORTER,
                        rejections,
                        () -> new SubjectBatch(intake, new RememberedGates(intake), FakeIntake.TODAY),
                        () -> partitions(spool),
                        intake,
                        () -> false));
    }

    /** Makes the run of a file. */
    interface Maker {
        Run make(Spool spool, RowSource source, Rejections rejections);
    }

    static Passage through(ImportFormat format, String file, Maker maker) {
        List<Rejection> rejections = Collections.synchronizedList(new ArrayList<>());
        try (Spool spool = Spooled.of(file);
                RowSource source = format.open(spool)) {
            Run run = maker.make(spool, source, new Rejections(rejections::addAll));
            run.run();
            rejections.sort(Comparator.comparingLong(Rejection::row));
            return new Passage(run.tally().totals(), rejections);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Partitions partitions(Spool spool) {
        try {
            // As for a large file, so that several parts are used.
            return new Partitions(spool.directory(), 50L << 20);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> codes() {
        return rejections.stream()
                .map(rejection -> rejection.row() + " " + rejection.code())
                .toList();
    }
}
