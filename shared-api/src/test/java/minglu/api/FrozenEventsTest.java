package minglu.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.axonframework.serialization.Revision;
import org.junit.jupiter.api.Test;

/**
 * The names of stored events. A store keeps the class name and revision of each event for ever: a line of this list may be added,
 * never changed or removed; a moved or changed event needs a further revision and an upcaster (docs/evolving-events.md).
 */
class FrozenEventsTest {

    private static final List<String> FROZEN = List.of(
            "minglu.api.calendar.CalendarYearDefined 1",
            "minglu.api.correction.ActAmended 1",
            "minglu.api.correction.ActRetracted 1",
            "minglu.api.decision.DecisionMade 1",
            "minglu.api.dispute.DisputeConcluded 1",
            "minglu.api.dispute.DisputeFiled 1",
            "minglu.api.dispute.DisputeReopened 1",
            "minglu.api.document.DocumentIssued 1",
            "minglu.api.document.DocumentRepealed 1",
            "minglu.api.publication.ItemPublished 1",
            "minglu.api.publication.ItemWithdrawn 1",
            "minglu.api.reporting.ReferenceFiguresKept 1",
            "minglu.api.reporting.ReferenceFiguresKept 2",
            "minglu.api.reporting.ReportPublished 1",
            "minglu.api.reporting.ReportRestated 1",
            "minglu.api.reporting.ReportSigned 1",
            "minglu.api.reporting.ReportTextsWritten 1",
            "minglu.api.reporting.ReturnAccepted 1",
            "minglu.api.reporting.ReturnReopened 1",
            "minglu.api.reporting.ReturnSentBack 1",
            "minglu.api.reporting.ReturnSubmitted 1",
            "minglu.api.reporting.ReturnWithdrawn 1",
            "minglu.api.reporting.TextChecksDismissed 1",
            "minglu.api.reporting.WarningsJustified 1",
            "minglu.api.request.AnswerDelayed 1",
            "minglu.api.request.CorrectionRequested 1",
            "minglu.api.request.DeadlineExtended 1",
            "minglu.api.request.FeeCharged 1",
            "minglu.api.request.FeePaid 1",
            "minglu.api.request.RequestCorrected 1",
            "minglu.api.request.RequestDecided 1",
            "minglu.api.request.RequestReceived 1",
            "minglu.api.request.RequestRedecided 1",
            "minglu.api.request.RequestTransferred 1",
            "minglu.api.request.ThirdPartyConsulted 1",
            "minglu.api.request.ThirdPartyReplied 1",
            "minglu.api.series.ChargeCollected 1",
            "minglu.api.series.ComplaintHandled 1",
            "minglu.api.series.DecisionsTallied 1",
            "minglu.api.series.DocumentsOpening 1",
            "minglu.api.series.ItemsTallied 1",
            "minglu.api.series.NilDeclared 1",
            "minglu.api.series.OpeningStockClaimed 1",
            "minglu.api.series.OversightPerformed 1",
            "minglu.api.series.TrainingHeld 1",
            "minglu.api.unit.UnitDefined 1");

    private static final Pattern LINE = Pattern.compile("(\\S+) (\\d+)");

    @Test
    void everyStoredEventStandsInTheFrozenListWithItsNameAndRevision() {
        Map<String, Integer> events = new TreeMap<>();
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("minglu.api").stream()
                        .filter(type -> type.isAnnotatedWith(Revision.class))
                        .forEach(type -> events.put(
                                type.getName(),
                                Integer.valueOf(
                                        type.getAnnotationOfType(Revision.class).value())));

        Map<String, Integer> frozen = new TreeMap<>();
        for (String line : FROZEN) {
            Matcher event = LINE.matcher(line);
            assertThat(event.matches()).as(line).isTrue();
            int revision = Integer.parseInt(event.group(2));
            assertThat(revision)
                    .as("%s: its revisions follow each other from 1", line)
                    .isEqualTo(frozen.getOrDefault(event.group(1), 0) + 1);
            frozen.put(event.group(1), revision);
        }
        assertThat(events).isEqualTo(frozen);
    }
}
