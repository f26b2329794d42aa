package minglu.query.feed;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.Optional;
import minglu.api.act.ActEvent;
import minglu.api.act.ActType;
import minglu.api.calendar.CalendarYearDefined;
import minglu.api.reporting.ReferenceFiguresKept;
import minglu.api.reporting.ReportEvent;
import minglu.api.reporting.ReportPublished;
import minglu.api.reporting.ReportRestated;
import minglu.api.reporting.ReportSigned;
import minglu.api.reporting.ReportStepEvent;
import minglu.api.reporting.ReportTextsWritten;
import minglu.api.reporting.ReturnAccepted;
import minglu.api.reporting.ReturnEvent;
import minglu.api.reporting.ReturnReopened;
import minglu.api.reporting.ReturnSentBack;
import minglu.api.reporting.ReturnSubmitted;
import minglu.api.reporting.ReturnWithdrawn;
import minglu.api.reporting.TextChecksDismissed;
import minglu.api.reporting.WarningsJustified;
import minglu.api.unit.UnitDefined;
import minglu.api.unit.UnitDefinition;
import minglu.api.unit.UnitKind;
import minglu.query.cases.ActTexts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the feed says of each kind of event: acts, units, calendars, returns and reports. Everything else the history holds is
 * bookkeeping of its own and is passed over. Figures and texts of returns and reports are not repeated; they stand at their own
 * addresses.
 */
final class FeedTypes {

    private static final String PREFIX = "cn.minglu.";
    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.ALWAYS))
            .disable(tools.jackson.databind.cfg.DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private FeedTypes() {}

    /**
     * What is said of an event.
     *
     * @param type type of the CloudEvent
     * @param subject what it is about
     * @param unit the unit it belongs to; null: everybody may know
     * @param owner the subject whose key sealed its texts; null where it has none to open
     * @param data texts still sealed
     */
    record Said(String type, String subject, String unit, String owner, JsonNode data) {}

    private record ActSaid(
            String unit,
            String subject,
            String id,
            ActType type,
            LocalDate occurredOn,
            JsonNode data,
            String reason,
            boolean late) {}

    private record UnitSaid(
            String unit,
            Integer validFrom,
            String name,
            UnitKind kind,
            String parent,
            Integer reportingFrom,
            Integer reportingUntil,
            String successor) {}

    private record YearSaid(int year) {}

    private record ReturnSaid(String unit, int year) {}

    private record ReportSaid(String unit, int year, Integer version) {}

    /** What the feed says of an event; empty for what it passes over. */
    static Optional<Said> of(Object event) {
        if (event instanceof ActEvent act) {
            return Optional.of(act(act));
        }
        if (event instanceof UnitDefined defined) {
            return Optional.of(unit(defined));
        }
        if (event instanceof CalendarYearDefined defined) {
            int year = defined.definition().year();
            return Optional.of(
                    new Said(PREFIX + "calendar.defined", String.valueOf(year), null, null, json(new YearSaid(year))));
        }
        if (event instanceof ReturnEvent step) {
            return Optional.of(new Said(
                    PREFIX + "return." + name(step),
                    step.unit() + "/" + step.year(),
                    step.unit(),
                    null,
                    json(new ReturnSaid(step.unit(), step.year()))));
        }
        if (event instanceof ReportEvent step) {
            Integer version = step instanceof ReportStepEvent taken ? taken.version() : null;
            return Optional.of(new Said(
                    PREFIX + "report." + name(step),
                    step.unit() + "/" + step.year(),
                    step.unit(),
                    null,
                    json(new ReportSaid(step.unit(), step.year(), version))));
        }
        return Optional.empty();
    }

    private static Said act(ActEvent event) {
        return new Said(
                PREFIX + "act." + event.type().code(),
                event.act().unit() + "/" + event.act().subject(),
                event.act().unit(),
                event.act().subject(),
                json(new ActSaid(
                        event.act().unit(),
                        event.act().subject(),
                        event.act().id(),
                        event.type(),
                        event.act().occurredOn(),
                        JSON.readTree(ActTexts.write(event.data())),
                        event.act().reason(),
                        event.act().late())));
    }

    private static Said unit(UnitDefined event) {
        UnitDefinition definition = event.definition();
        return new Said(
                PREFIX + "unit.defined",
                event.unit(),
                event.unit(),
                null,
                json(new UnitSaid(
                        event.unit(),
                        event.validFrom(),
                        definition.name(),
                        definition.kind(),
                        definition.parent(),
                        definition.reportingFrom(),
                        definition.reportingUntil(),
                        definition.successor())));
    }

    private static String name(ReturnEvent step) {
        if (step instanceof ReturnSubmitted) {
            return "submitted";
        }
        if (step instanceof ReturnWithdrawn) {
            return "withdrawn";
        }
        if (step instanceof ReturnAccepted) {
            return "accepted";
        }
        if (step instanceof ReturnSentBack) {
            return "sent-back";
        }
        if (step instanceof ReturnReopened) {
            return "reopened";
        }
        throw new IllegalStateException("the feed has no name for " + step.getClass());
    }

    private static String name(ReportEvent step) {
        if (step instanceof ReportSigned) {
            return "signed";
        }
        if (step instanceof ReportPublished) {
            return "published";
        }
        if (step instanceof ReportRestated) {
            return "restated";
        }
        if (step instanceof ReportTextsWritten) {
            return "texts-written";
        }
        if (step instanceof TextChecksDismissed) {
            return "text-checks-dismissed";
        }
        if (step instanceof WarningsJustified) {
            return "warnings-justified";
        }
        if (step instanceof ReferenceFiguresKept) {
            return "reference-figures-kept";
        }
        throw new IllegalStateException("the feed has no name for " + step.getClass());
    }

    private static JsonNode json(Object said) {
        return JSON.valueToTree(said);
    }
}
