package minglu.command.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * A dry run says exactly what recording then does. Files are random: few subjects, ids and dates, so that repeats, conflicts,
 * corrections, follow-ups and opening stocks meet each other often.
 */
class DryRunTest {

    private static final NdjsonFormat NDJSON = new NdjsonFormat();

    private static final List<String> ACTS = List.of(
            "\"request-received\",\"data\":{\"applicant\":\"enterprise\",\"channel\":\"mail\"}",
            "\"request-decided\",\"data\":{\"outcome\":\"granted\"}",
            "\"request-redecided\",\"data\":{\"outcome\":\"granted-in-part\"}",
            "\"document-issued\",\"data\":{\"kind\":\"normative\",\"title\":\"t\"}",
            "\"document-issued\",\"data\":{\"kind\":\"regulation\",\"title\":\"t\"}",
            "\"document-repealed\",\"data\":{\"cause\":\"expired\"}",
            "\"document-repealed\",\"data\":{\"cause\":\"expired\",\"kind\":\"normative\"}",
            "\"documents-opening\",\"data\":{\"kind\":\"normative\",\"inForce\":3}",
            "\"training-held\",\"data\":{\"topic\":\"t\"}",
            "\"act-retracted\",\"reason\":\"r\",\"data\":{\"act\":\"1\"}",
            "\"act-retracted\",\"reason\":\"r\",\"data\":{\"act\":\"2\"}",
            "\"act-amended\",\"reason\":\"r\",\"data\":{\"act\":\"1\",\"occurredOn\":\"2020-06-01\"}",
            "\"act-amended\",\"reason\":\"r\",\"data\":{\"act\":\"1\",\"data\":{\"kind\":\"regulation\",\"title\":\"u\"}}",
            "\"decision-made\",\"data\":{\"kind\":\"fishing\"}");

    @Property(tries = 100)
    void a_dry_run_refuses_and_counts_what_recording_refuses_and_counts(
            @ForAll("rows") List<String> before, @ForAll("rows") List<String> rows, @ForAll boolean isClosed) {
        try (FakeIntake intake = new FakeIntake()) {
            Passage.recording(intake, NDJSON, String.join("\n", before) + "\n");
            if (isClosed) {
                intake.closed.add("jyj/2021");
            }
            String file = String.join("\n", rows) + "\n";
            long head = intake.head();
            Passage dry = Passage.dry(intake, NDJSON, file);
            assertThat(intake.head()).isEqualTo(head);
            Passage recorded = Passage.recording(intake, NDJSON, file);
            assertThat(dry.rejections()).isEqualTo(recorded.rejections());
            assertThat(dry.totals().recorded()).isEqualTo(recorded.totals().recorded());
            assertThat(dry.totals().duplicates()).isEqualTo(recorded.totals().duplicates());
        }
    }

    @Example
    void a_dry_run_sees_the_earlier_rows_of_the_file_and_the_opening_stock_across_subjects() {
        String document = "{\"unit\":\"jyj\",\"subject\":\"D\",\"id\":\"1\",\"occurredOn\":\"2019-01-01\",\"type\":"
                + ACTS.get(3) + "}\n";
        String opening =
                "{\"unit\":\"jyj\",\"subject\":\"opening-normative\",\"id\":\"1\",\"occurredOn\":\"2021-01-01\","
                        + "\"type\":" + ACTS.get(7) + "}\n";
        String retraction = "{\"unit\":\"jyj\",\"subject\":\"D\",\"id\":\"2\",\"occurredOn\":\"2021-01-01\",\"type\":"
                + ACTS.get(9) + "}\n";
        try (FakeIntake intake = new FakeIntake()) {
            assertThat(Passage.dry(intake, NDJSON, document + opening).codes())
                    .containsExactly("2 opening-already-declared");
            assertThat(Passage.dry(intake, NDJSON, opening + document).codes())
                    .containsExactly("2 opening-already-declared");
            assertThat(Passage.dry(intake, NDJSON, document + retraction + opening)
                            .codes())
                    .isEmpty();
            assertThat(intake.head()).isZero();
        }
    }

    @Example
    void a_dry_run_knows_the_closed_years_and_the_late_acts_that_are_recorded_all_the_same() {
        String early = "{\"unit\":\"jyj\",\"subject\":\"S\",\"id\":\"1\",\"occurredOn\":\"2021-01-01\",\"type\":"
                + ACTS.get(8) + "}\n";
        String late = early.replace("}\n", ",\"late\":true,\"reason\":\"补报\"}\n");
        String open = early.replace("2021-01-01", "2022-01-01").replace("\"1\"", "\"2\"");
        try (FakeIntake intake = new FakeIntake()) {
            intake.closed.add("jyj/2021");
            assertThat(Passage.dry(intake, NDJSON, early + open).codes()).containsExactly("1 period-closed");
            assertThat(Passage.dry(intake, NDJSON, late + open).codes()).isEmpty();
            assertThat(Passage.recording(intake, NDJSON, late + open).codes()).isEmpty();
        }
    }

    @Example
    void a_dry_run_gives_the_positions_of_stored_repeats_only() {
        String first = "{\"unit\":\"jyj\",\"subject\":\"S\",\"id\":\"1\",\"occurredOn\":\"2021-01-01\",\"type\":"
                + ACTS.get(8) + "}\n";
        try (FakeIntake intake = new FakeIntake()) {
            assertThat(Passage.dry(intake, NDJSON, first + first).totals())
                    .isEqualTo(new Tally.Totals(2, 1, 1, 0, null));
            Passage.recording(intake, NDJSON, first);
            assertThat(Passage.dry(intake, NDJSON, first + first).totals()).isEqualTo(new Tally.Totals(2, 0, 2, 0, 1L));
        }
    }

    @Example
    void a_dry_run_leaves_no_files() throws IOException {
        try (FakeIntake intake = new FakeIntake()) {
            Passage.dry(intake, NDJSON, "{}\n");
        }
        try (Stream<Path> files = Files.list(Spooled.DIRECTORY)) {
            assertThat(files.filter(file -> file.getFileName().toString().endsWith(".part")))
                    .isEmpty();
        }
    }

    @Provide
    Arbitrary<List<String>> rows() {
        return Combinators.combine(
                        Arbitraries.of("jyj", "jyj", "jyj", "gaj", "qu", "none"),
                        Arbitraries.of("A", "B", "C", "opening-normative"),
                        Arbitraries.of("1", "2", "3"),
                        Arbitraries.of("2019-05-01", "2021-01-01", "2021-06-01", "2022-03-01", "2023-01-01"),
                        Arbitraries.of(ACTS))
                .as((unit, subject, id, date, act) ->
                        "{\"unit\":\"%s\",\"subject\":\"%s\",\"id\":\"%s\",\"occurredOn\":\"%s\",\"type\":%s}"
                                .formatted(unit, subject, id, date, act))
                .list()
                .ofMinSize(1)
                .ofMaxSize(40);
    }
}
