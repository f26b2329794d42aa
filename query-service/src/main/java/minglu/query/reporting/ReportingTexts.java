package minglu.query.reporting;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import minglu.api.reporting.Dismissal;
import minglu.api.reporting.HistoryLine;
import minglu.api.reporting.Justification;
import minglu.api.reporting.ReportTexts;
import minglu.api.reporting.ReportTextsWritten;
import minglu.api.reporting.TextChecksDismissed;
import minglu.api.reporting.WarningsJustified;
import minglu.query.cases.SealedTexts;
import minglu.query.cases.UserNames;
import minglu.query.reporting.ReportingStore.Kind;
import minglu.query.reporting.ReportingStore.Note;
import minglu.query.reporting.Standing.Taken;
import org.springframework.stereotype.Component;

/** Opens what people wrote for returns and reports. */
@Component
class ReportingTexts {

    private final ReportingStore store;
    private final SealedTexts texts;
    private final UserNames names;

    ReportingTexts(ReportingStore store, SealedTexts texts, UserNames names) {
        this.store = store;
        this.texts = texts;
        this.names = names;
    }

    /** The history of a return or report as it is shown. */
    List<HistoryLine> history(Standing<?> standing) {
        Map<String, String> users = names.of(standing.steps().stream()
                .map(step -> step.row().signOff().by())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        return standing.steps().stream().map(step -> line(step, users)).toList();
    }

    private HistoryLine line(Taken step, Map<String, String> users) {
        return new HistoryLine(
                step.after(),
                users.get(step.row().signOff().by()),
                step.row().signOff().role(),
                step.row().recordedAt(),
                comment(step.row()),
                step.row().position(),
                step.before(),
                step.row().step(),
                step.version());
    }

    /** The comment of a step, or null. */
    String comment(ReportingStore.Row row) {
        String owner = (row.kind() == Kind.RETURN ? "return:" : "report:") + row.year();
        return texts.open(row.unit(), owner, row.signOff().comment());
    }

    /** The texts written last for a report. */
    ReportTexts texts(String unit, int year, long position) {
        return store.note(Note.TEXTS, unit, year, position, ReportTextsWritten.class)
                .map(ReportTextsWritten::texts)
                .map(written -> new ReportTexts(
                        open(unit, year, written.overview()),
                        open(unit, year, written.problems()),
                        open(unit, year, written.other())))
                .orElse(ReportTexts.NONE);
    }

    /** The justifications written last for a report or return. */
    List<Justification> justifications(String unit, int year, long position) {
        return store.note(Note.JUSTIFICATIONS, unit, year, position, WarningsJustified.class).stream()
                .flatMap(justified -> justified.justifications().stream())
                .map(one -> new Justification(one.rule(), one.where(), open(unit, year, one.reason())))
                .toList();
    }

    /** The dismissals written last for a report. */
    List<Dismissal> dismissals(String unit, int year, long position) {
        return store.note(Note.DISMISSALS, unit, year, position, TextChecksDismissed.class)
                .map(TextChecksDismissed::dismissals)
                .orElse(List.of());
    }

    /** The rules and places that are justified, as {@code R5 normative}. */
    Set<String> justified(String unit, int year, long position) {
        Set<String> places = new HashSet<>();
        store.note(Note.JUSTIFICATIONS, unit, year, position, WarningsJustified.class)
                .ifPresent(justified ->
                        justified.justifications().forEach(one -> places.add(place(one.rule(), one.where()))));
        return places;
    }

    static String place(String rule, String where) {
        return rule + " " + where;
    }

    private String open(String unit, int year, String sealed) {
        return texts.open(unit, "report:" + year, sealed);
    }
}
