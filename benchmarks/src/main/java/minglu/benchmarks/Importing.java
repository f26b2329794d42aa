package minglu.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The rows {@code import}, {@code storage} and {@code rebuild}: files of requests through HTTP, and what remains of them. */
final class Importing {

    private final Run run;
    private final Report report;
    private final int rows;
    private final int files;

    Importing(Run run) {
        this.run = run;
        this.report = run.report();
        this.rows = run.sized(100_000, 5_000);
        this.files = run.sized(5, 3);
    }

    /** Measures those of its rows that are wanted. */
    void measure(Set<String> wanted) throws IOException, SQLException {
        Floors floors = run.floors();
        try (Installation installation = Installation.ofOneProcess(run, "import")) {
            installation.start().define(Acts.UNIT);
            double empty = installation.bytes();
            run.say("import: " + files + " files of " + rows + " rows");
            report.begin("import");
            long acts = bringIn(installation, floors);
            if (wanted.contains("storage")) {
                storage(installation, acts, empty);
            }
            if (wanted.contains("rebuild")) {
                rebuild(installation, floors);
            }
        }
    }

    private long bringIn(Installation installation, Floors floors) throws IOException, SQLException {
        double floor = floors.hundred().median();
        report.floor("B", floors.hundred());
        Rounds shown = new Rounds();
        Rounds answered = new Rounds();
        Cpu before = installation.cpu();
        Path file = installation.resolve("acts.ndjson");
        for (int i = 0; i < files; i++) {
            Acts.requests(file, "F" + i, rows);
            if (i == 1) {
                before = installation.cpu();
            }
            Installation.Imported imported = installation.bringIn(file, rows, "recorded", Acts.UNIT, Acts.YEAR);
            if (i == 0) {
                report.figure("first file of a new process, until the tables show it", "acts/s", imported.perSecond());
            } else {
                shown.add(imported.perSecond());
                answered.add(imported.rows() / imported.answered());
            }
        }
        Cpu used = installation.cpu().since(before);
        report.figure("further files of other subjects, until the answer", "acts/s", answered);
        report.figure("further files of other subjects, until the tables show them", "acts/s", shown);
        report.verdict("import ÷ B", "", shown.median() / floor, Report.Kind.AT_LEAST, 0.12, 0.2);
        Installation.Imported again = installation.bringIn(file, rows, "duplicates", Acts.UNIT, Acts.YEAR);
        report.figure("the last file again", "duplicates/s", again.perSecond());
        report.table("processor time of the further files, each act", "µs", used.microsEach((long) rows * (files - 1)));
        Files.delete(file);
        long acts = (long) rows * files;
        long counted = installation
                .tables(Acts.UNIT, Acts.YEAR, 0)
                .path("cells")
                .path("3.new.total")
                .asLong();
        if (counted != acts) {
            throw new IllegalStateException("of " + acts + " requests the tables count " + counted);
        }
        return acts;
    }

    private void storage(Installation installation, long acts, double empty) throws IOException, SQLException {
        run.say("storage");
        report.begin("storage");
        installation.awaitCalm();
        double bytes = installation.bytes();
        report.circumstance("acts", String.valueOf(acts));
        report.figure("tables, indexes and long values, each act", "bytes", bytes / acts);
        report.figure("the same without what an empty installation takes", "bytes", (bytes - empty) / acts);
        Map<String, Double> each = new LinkedHashMap<>();
        installation.bytesByRelation().forEach((relation, size) -> {
            if (size >= bytes / 100) {
                each.put(relation, size / acts);
            }
        });
        report.table("relation", "bytes an act", each);
        report.verdict("storage an act", "bytes", bytes / acts, Report.Kind.AT_MOST, 1200, 800);
    }

    private void rebuild(Installation installation, Floors floors) throws IOException {
        run.say("rebuild");
        report.begin("rebuild");
        installation.stop();
        installation.start();
        double cold = installation.rebuild();
        report.figure("rebuild, every row compared, first of a new process", "events/s", cold);
        Rounds warm = new Rounds();
        for (int round = 0; round < run.rounds(3); round++) {
            warm.add(installation.rebuild());
        }
        report.figure("rebuild, every row compared, warm", "events/s", warm);
        double floor = floors.reading().median();
        report.floor("C", floors.reading());
        report.figure("the first ÷ C", "", cold / floor);
        report.verdict("rebuild ÷ C", "", warm.median() / floor, Report.Kind.AT_LEAST, 0.35, 0.8);
    }
}
