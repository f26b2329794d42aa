package minglu.command.subject;

import static minglu.command.subject.Acts.UNIT;
import static minglu.command.subject.Acts.act;
import static minglu.command.subject.Acts.amended;
import static minglu.command.subject.Acts.issued;
import static minglu.command.subject.Acts.redated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minglu.api.act.Act;
import minglu.api.document.DocumentKind;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.series.OpeningStockClaimed;
import minglu.command.streams.EventStreams;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.Test;

/** What an act claims in the opening stock when it is recorded; the unit reports from 2021 on. */
class OpeningClaimsTest {

    private static final OpeningStockClaimed NORMATIVE =
            new OpeningStockClaimed(UNIT, DocumentKind.NORMATIVE, Acts.SUBJECT);
    private static final OpeningStockClaimed REGULATION =
            new OpeningStockClaimed(UNIT, DocumentKind.REGULATION, Acts.SUBJECT);

    private final FixedGates gates = new FixedGates();
    private final SubjectBatch batch = new SubjectBatch(new NoStreams(), gates, LocalDate.of(2026, 6, 30));

    /** A store without events. */
    private static final class NoStreams implements EventStreams {
        @Override
        public Map<String, List<DomainEventMessage<?>>> read(Collection<String> streams) {
            return Map.of();
        }

        @Override
        public List<Optional<RuntimeException>> append(List<List<DomainEventMessage<?>>> changes) {
            throw new IllegalStateException("a batch keeps nothing");
        }
    }

    /** The claims that are appended with the act. */
    private List<Object> claimedBy(Act act) {
        return batch.decide(act).events().stream()
                .map(SubjectBatch.Placed::payload)
                .filter(OpeningStockClaimed.class::isInstance)
                .toList();
    }

    private void refused(Act act, ProblemCode code) {
        assertThatThrownBy(() -> batch.decide(act)).isInstanceOfSatisfying(RefusedException.class, e -> assertThat(
                        e.refusal().code())
                .isEqualTo(code));
    }

    @Test
    void aDocumentFromBeforeReportingClaimsItsPlaceAndOthersClaimNothing() {
        assertThat(claimedBy(Acts.received("1", "2020-12-31"))).isEmpty();
        assertThat(claimedBy(Acts.actOf(
                        "GF-2021", "1", "document-issued", "2021-01-01", "{'kind':'normative','title':'t'}")))
                .isEmpty();
        assertThat(claimedBy(Acts.actOf(
                        "GF-2020", "1", "document-issued", "2020-12-31", "{'kind':'normative','title':'t'}")))
                .containsExactly(new OpeningStockClaimed(UNIT, DocumentKind.NORMATIVE, "GF-2020"));
        refused(
                act("slj", "GF", "1", "document-issued", "2015-01-01", "{'kind':'normative','title':'t'}"),
                ProblemCode.UNKNOWN_UNIT);
    }

    @Test
    void aDocumentThatIsRefusedClaimsNothing() {
        gates.closed(UNIT, 2024);
        refused(issued("1", "2015-06-01"), ProblemCode.PERIOD_CLOSED);
        gates.withCountedStock(DocumentKind.NORMATIVE);
        refused(Acts.late(issued("1", "2015-06-01")), ProblemCode.OPENING_ALREADY_DECLARED);
        refused(issued("1", "2015-06-01"), ProblemCode.PERIOD_CLOSED);
    }

    @Test
    void aRepeatClaimsNothing() {
        assertThat(claimedBy(issued("1", "2015-06-01"))).containsExactly(NORMATIVE);

        assertThat(claimedBy(issued("1", "2015-06-01"))).isEmpty();
        refused(issued("1", "2016-06-01"), ProblemCode.ACT_CONFLICT);
    }

    @Test
    void anAmendmentThatDatesADocumentBeforeReportingOrChangesItsKindClaimsToo() {
        assertThat(claimedBy(issued("1", "2021-06-01"))).isEmpty();
        assertThat(claimedBy(redated("2", "2026-01-10", "1", "2022-06-01"))).isEmpty();
        assertThat(claimedBy(redated("3", "2026-01-10", "1", "2020-06-01"))).containsExactly(NORMATIVE);
        refused(redated("4", "2026-01-10", "7", "2020-06-01"), ProblemCode.ACT_NOT_FOUND);

        assertThat(claimedBy(amended("5", "2026-01-10", "1", "{'kind':'regulation','title':'规定'}")))
                .containsExactly(REGULATION);
    }

    /** So that whoever counts the stock at the same moment meets it in the stream of the stock. */
    @Test
    void aPlaceIsClaimedAnewByADocumentThatIsIssuedAnew() {
        assertThat(claimedBy(issued("1", "2015-06-01"))).containsExactly(NORMATIVE);
        assertThat(claimedBy(Acts.retracted("2", "2026-01-10", "1"))).isEmpty();

        assertThat(claimedBy(issued("3", "2015-06-01"))).containsExactly(NORMATIVE);
    }
}
