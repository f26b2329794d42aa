package minglu.command.subject;

import static minglu.command.subject.Acts.UNIT;
import static minglu.command.subject.Acts.act;
import static minglu.command.subject.Acts.amended;
import static minglu.command.subject.Acts.issued;
import static minglu.command.subject.Acts.redated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import minglu.api.act.Act;
import minglu.api.act.Identifiers;
import minglu.api.document.DocumentKind;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.series.ClaimOpeningStock;
import minglu.api.unit.UnitDefined;
import minglu.api.unit.UnitDefinition;
import minglu.api.unit.UnitKind;
import minglu.command.unit.UnitDirectories;
import minglu.platform.time.BusinessDates;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is claimed before an act is recorded; the unit reports from 2021 on. */
class OpeningClaimsTest {

    private static final ClaimOpeningStock NORMATIVE = ClaimOpeningStock.of(UNIT, DocumentKind.NORMATIVE, Acts.SUBJECT);
    private static final ClaimOpeningStock REGULATION =
            ClaimOpeningStock.of(UNIT, DocumentKind.REGULATION, Acts.SUBJECT);

    private final EventStore store = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();
    private final FixedGates gates = new FixedGates();
    private long sequence;

    @BeforeEach
    void defineTheUnit() {
        UnitDefinition definition = new UnitDefinition("教育局", UnitKind.DEPARTMENT, "district", 2021, null, null);
        publish(Identifiers.unitStream(UNIT), 0, new UnitDefined(UNIT, null, definition));
    }

    private OpeningClaims claims() {
        Instant today =
                LocalDate.of(2026, 6, 30).atStartOfDay(BusinessDates.ZONE).toInstant();
        return new OpeningClaims(
                store, UnitDirectories.over(store), gates, new BusinessDates(Clock.fixed(today, BusinessDates.ZONE)));
    }

    private void given(Act act) {
        String stream = Identifiers.subjectStream(act.unit(), act.subject());
        History.Decision decision =
                StoreGates.fold(store, stream).decide(act, new FixedGates(), LocalDate.of(2026, 6, 30));
        publish(stream, sequence++, decision.event());
    }

    private void publish(String stream, long at, Object event) {
        store.publish(new GenericDomainEventMessage<>("T", stream, at, event));
    }

    private void refused(Act act, ProblemCode code) {
        assertThatThrownBy(() -> claims().neededFor(act))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.refusal().code()).isEqualTo(code));
    }

    @Test
    void aDocumentFromBeforeReportingClaimsItsPlaceAndOthersClaimNothing() {
        assertThat(claims().neededFor(issued("1", "2020-12-31"))).containsExactly(NORMATIVE);
        assertThat(claims().neededFor(issued("1", "2021-01-01"))).isEmpty();
        assertThat(claims().neededFor(Acts.received("1", "2020-12-31"))).isEmpty();
        assertThat(claims().neededFor(act(
                        "slj", "GF", "1", "document-issued", "2015-01-01", "{'kind':'normative','title':'t'}")))
                .isEmpty();
    }

    @Test
    void aDocumentThatIsRefusedClaimsNothing() {
        gates.closed(UNIT, 2024);
        refused(issued("1", "2015-06-01"), ProblemCode.PERIOD_CLOSED);
        assertThat(claims().neededFor(Acts.late(issued("1", "2015-06-01")))).containsExactly(NORMATIVE);
        gates.withCountedStock(DocumentKind.NORMATIVE);
        refused(issued("1", "2015-06-01"), ProblemCode.PERIOD_CLOSED);
        refused(Acts.late(issued("1", "2015-06-01")), ProblemCode.OPENING_ALREADY_DECLARED);
    }

    @Test
    void aRepeatClaimsNothing() {
        given(issued("1", "2015-06-01"));

        assertThat(claims().neededFor(issued("1", "2015-06-01"))).isEmpty();
        refused(issued("1", "2016-06-01"), ProblemCode.ACT_CONFLICT);
    }

    @Test
    void anAmendmentThatDatesADocumentBeforeReportingOrChangesItsKindClaimsToo() {
        given(issued("1", "2021-06-01"));
        assertThat(claims().neededFor(redated("2", "2026-01-10", "1", "2022-06-01")))
                .isEmpty();
        assertThat(claims().neededFor(redated("2", "2026-01-10", "1", "2020-06-01")))
                .containsExactly(NORMATIVE);
        refused(redated("2", "2026-01-10", "7", "2020-06-01"), ProblemCode.ACT_NOT_FOUND);

        given(redated("2", "2026-01-10", "1", "2020-06-01"));
        assertThat(claims().neededFor(amended("3", "2026-01-10", "1", "{'kind':'regulation','title':'规定'}")))
                .containsExactly(REGULATION);
    }
}
