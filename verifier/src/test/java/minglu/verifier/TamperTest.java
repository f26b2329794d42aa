package minglu.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import minglu.evidence.BundleWriter;
import minglu.evidence.Evidence;
import minglu.evidence.LogWriter;
import minglu.evidence.LoggedEvent;
import minglu.evidence.RandomHistory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Strikes at sound bundles at many random places. Goal: no change goes unseen, and what is named is what was changed. Method:
 * each operator of {@link TamperSuite} × places spread over a few bundles that the second implementation wrote.
 */
class TamperTest {

    private static final List<Evidence> SOUND = new ArrayList<>();

    @BeforeAll
    static void writeBundles() {
        BundleWriter writer = new BundleWriter(FormatFile.bytes());
        for (int seed = 0; seed < 4; seed++) {
            Random random = new Random(seed);
            // Never a whole number of tiles: what is cut to full tiles is merely missing.
            List<LoggedEvent> events = RandomHistory.of(random, 300 + random.nextInt(40));
            LogWriter log = LogWriter.of(BundleWriter.ORIGIN, events, random);
            int position = events.size() - 1 - random.nextInt(40);
            BundleWriter.Asked asked = new BundleWriter.Asked("district", true, 2021, position);
            SOUND.add(writer.write(events, log, asked, BundleWriter.SIGNER, random));
        }
    }

    @Test
    void the_bundles_struck_at_are_sound_before() {
        assertThat(SOUND).allSatisfy(evidence -> assertThat(
                        Verdict.of(evidence, BundleWriter.SIGNER.vkey()).status())
                .isZero());
    }

    @Test
    void there_are_enough_operators() {
        assertThat(TamperSuite.Operator.values()).hasSizeGreaterThanOrEqualTo(25);
    }

    @ParameterizedTest
    @EnumSource
    void a_change_is_detected_and_named(TamperSuite.Operator operator) {
        strike(operator, 0, 40);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("nightly")
    void a_change_is_detected_and_named_at_four_hundred_places(TamperSuite.Operator operator) {
        strike(operator, 1000, 1400);
    }

    @Test
    void rewriting_with_the_true_key_shows_only_against_a_checkpoint_that_left_the_house() {
        TamperSuite.Blow blow = TamperSuite.strike(
                TamperSuite.Operator.RESIGNED_WITH_THE_TRUE_KEY, SOUND.get(0), BundleWriter.SIGNER, 7);

        assertThat(Verdict.ofZip(blow.zip(), BundleWriter.SIGNER.vkey()).status())
                .isZero();
        assertThat(Verdict.ofZip(blow.zip(), BundleWriter.SIGNER.vkey(), blow.outside())
                        .status())
                .isEqualTo(1);
    }

    private static void strike(TamperSuite.Operator operator, int from, int to) {
        // The strikes know nothing of each other, so they go on at once on all processors.
        List<String> failures = IntStream.range(from, to)
                .parallel()
                .mapToObj(seed ->
                        TamperSuite.failure(operator, SOUND.get(seed % SOUND.size()), BundleWriter.SIGNER, seed))
                .filter(Objects::nonNull)
                .toList();
        assertThat(failures).isEmpty();
    }
}
