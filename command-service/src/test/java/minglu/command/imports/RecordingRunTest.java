package minglu.command.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.platform.access.Caller;
import minglu.platform.access.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordingRunTest {

    private static final NdjsonFormat NDJSON = new NdjsonFormat();

    private final FakeIntake intake = new FakeIntake();

    @AfterEach
    void stop() {
        intake.close();
    }

    @Test
    void a_bad_row_never_stops_the_others() {
        Passage passage = Passage.recording(
                intake,
                NDJSON,
                """
                {"unit":"jyj","subject":"A","id":"1","type":"decision-made","occurredOn":"2021-01-01","data":{"kind":"licence"}}
                not json

                {"unit":"jyj","subject":"B","id":"1","type":"decision-made","occurredOn":"2021-01-01","data":{"kind":"fishing"}}
                {"unit":"nowhere","subject":"B","id":"1","type":"decision-made","occurredOn":"2021-01-01","data":{"kind":"licence"}}
                {"unit":"jyj","subject":"B","id":"fault","type":"decision-made","occurredOn":"2021-01-01","data":{"kind":"licence"}}
                {"unit":"jyj","subject":"A","id":"1","type":"decision-made","occurredOn":"2021-01-01","data":{"kind":"licence"}}
                {"unit":"jyj","subject":"A","id":"2","type":"decision-made","occurredOn":"2021-01-01","data":{"kind":"licence"}}
                {"unit":"jyj","subject":"C","id":"1","type":"decision-made","occurredOn":"2021-01-01","data":{"kind":"penalty"}}
                """);
        assertThat(passage.codes())
                .containsExactly("2 malformed", "4 invalid-act", "5 unknown-unit", "6 internal", "8 subject-exists");
        assertThat(passage.totals()).isEqualTo(new Tally.Totals(8, 2, 1, 5, 2L));
        assertThat(passage.rejections().get(4))
                .extracting(Rejection::unit, Rejection::subject, Rejection::id)
                .containsExactly("jyj", "A", "2");
        assertThat(passage.rejections().get(0).unit()).isNull();
    }

    @Test
    void rows_of_one_subject_are_sent_in_the_order_of_the_file() {
        String file = IntStream.range(0, 2000)
                .mapToObj(i -> row("jyj", "series-" + i % 7, String.valueOf(i)))
                .collect(Collectors.joining());
        Passage passage = Passage.recording(intake, NDJSON, file);
        assertThat(passage.totals().recorded()).isEqualTo(2000);
        for (int series = 0; series < 7; series++) {
            String subject = " series-" + series + " ";
            List<Integer> ids = intake.order.stream()
                    .filter(sent -> sent.contains(subject))
                    .map(sent -> Integer.valueOf(sent.substring(sent.lastIndexOf(' ') + 1)))
                    .toList();
            assertThat(ids).isSorted().hasSize(2000 / 7 + (series < 2000 % 7 ? 1 : 0));
        }
    }

    @Test
    void rows_whose_position_comes_late_count_once_and_their_positions_are_found() {
        intake.lateReceipts.set(150);
        String file = IntStream.range(0, 100)
                .mapToObj(i -> row("jyj", "series-" + i, "1"))
                .collect(Collectors.joining());

        Passage passage = Passage.recording(intake, NDJSON, file);

        assertThat(passage.totals()).isEqualTo(new Tally.Totals(100, 100, 0, 0, 100L));
    }

    @Test
    void positions_that_never_come_interrupt_the_import() {
        intake.lateReceipts.set(Integer.MAX_VALUE);

        assertThatThrownBy(() -> Passage.recording(intake, NDJSON, row("jyj", "series-1", "1")))
                .isInstanceOfSatisfying(RefusedException.class, refused -> {
                    assertThat(refused.refusal().code()).isEqualTo(ProblemCode.UNAVAILABLE);
                    assertThat(refused.refusal().detail()).contains("does not tell the positions of 1");
                });
    }

    @Test
    void one_window_is_recorded_at_a_time() {
        String file = IntStream.range(0, 3000)
                .mapToObj(i -> row("jyj", "series-" + i, "1"))
                .collect(Collectors.joining());
        Passage.recording(intake, NDJSON, file);
        assertThat(intake.mostInFlight.get()).isEqualTo(1);
    }

    @Test
    void sending_a_file_again_records_nothing_and_gives_the_same_position() {
        String file = row("jyj", "A", "1") + row("jyj", "B", "1");
        Passage.recording(intake, NDJSON, file);
        assertThat(Passage.recording(intake, NDJSON, file).totals()).isEqualTo(new Tally.Totals(2, 0, 2, 0, 2L));
    }

    @Test
    void rows_of_other_units_of_a_clerk_are_refused() {
        Caller clerk = new Caller("u-2", "clerk", Set.of(Role.CLERK), "gaj");
        Passage passage = Passage.through(
                NDJSON,
                row("jyj", "A", "1"),
                (spool, source, rejections) ->
                        new RecordingRun(source, intake, clerk, rejections, 4, intake.threads, () -> false));
        assertThat(passage.codes()).containsExactly("1 forbidden");
        assertThat(passage.totals().lastPosition()).isNull();
    }

    @Test
    void a_store_that_is_away_interrupts_the_import() {
        intake.away = true;
        String file = IntStream.range(0, 5000)
                .mapToObj(i -> row("jyj", "series-" + i, "1"))
                .collect(Collectors.joining());
        assertThatThrownBy(() -> Passage.recording(intake, NDJSON, file))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.refusal().code()).isEqualTo(ProblemCode.UNAVAILABLE));
        assertThat(intake.inFlight.get()).isZero();
    }

    @Test
    void a_server_that_stops_interrupts_the_import_between_rows() {
        AtomicInteger asked = new AtomicInteger();
        assertThatThrownBy(() -> Passage.through(
                        NDJSON,
                        row("jyj", "A", "1") + row("jyj", "B", "1"),
                        (spool, source, rejections) -> new RecordingRun(
                                source,
                                intake,
                                Passage.IMPORTER,
                                rejections,
                                4,
                                intake.threads,
                                () -> asked.incrementAndGet() > 1)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.refusal().code()).isEqualTo(ProblemCode.UNAVAILABLE));
    }

    @Test
    void a_refused_row_may_hold_what_a_database_cannot_keep() {
        Passage passage = Passage.recording(
                intake,
                NDJSON,
                "{\"unit\":\"j\\u0000j\",\"subject\":\"\\ud800\",\"id\":\"" + "x".repeat(500) + "\",\"type\":\"x\"}\n");
        assertThat(passage.rejections().get(0).unit()).isEqualTo("j\uFFFDj");
        assertThat(passage.rejections().get(0).subject()).isEqualTo("\uFFFD");
        assertThat(passage.rejections().get(0).id()).hasSizeLessThan(110);
    }

    private static String row(String unit, String subject, String id) {
        return "{\"unit\":\"%s\",\"subject\":\"%s\",\"id\":\"%s\",\"type\":\"training-held\",\"occurredOn\":\"2022-01-01\",\"data\":{\"topic\":\"t\"}}\n"
                .formatted(unit, subject, id);
    }
}
