package minglu.query.cases;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import minglu.api.act.ActType;
import minglu.api.act.SubjectKind;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.platform.web.Page;
import minglu.query.calendar.Clocks;
import minglu.query.cases.CaseViews.ActView;
import minglu.query.cases.CaseViews.CorrectionLine;
import minglu.query.cases.CaseViews.Corrections;
import minglu.query.cases.CaseViews.SubjectLine;
import minglu.query.cases.CaseViews.SubjectView;
import minglu.query.cases.CaseViews.Subjects;
import minglu.query.web.Parameters;
import org.springframework.stereotype.Component;

/** Cases as they were known at a position. */
@Component
class CaseService {

    /** Subjects read at a time while looking for those a filter lets through. */
    private static final int CHUNK = 500;

    private final CaseStore store;
    private final UserNames users;
    private final SealedTexts texts;
    private final Clocks clocks;

    CaseService(CaseStore store, UserNames users, SealedTexts texts, Clocks clocks) {
        this.clocks = clocks;
        this.store = store;
        this.users = users;
        this.texts = texts;
    }

    /**
     * Which subjects are wanted; null members let everything through.
     *
     * @param kind of this kind
     * @param state in this state
     * @param text with this text in the subject's name; titles are sealed and cannot be searched
     * @param from opened on this day or later
     * @param to opened on this day or earlier
     */
    record Filter(SubjectKind kind, String state, String text, LocalDate from, LocalDate to) {

        boolean lets(CaseReading reading) {
            return (kind == null || reading.kind() == kind)
                    && (state == null || reading.state().equals(state))
                    && (from == null || !reading.openedOn().isBefore(from))
                    && (to == null || !reading.openedOn().isAfter(to));
        }
    }

    /**
     * A subject with all its acts.
     *
     * @param known position of the knowledge
     * @param today the day that lateness is judged by
     * @throws RefusedException {@code unknown-subject}
     */
    SubjectView subject(String unit, String subject, long known, LocalDate today) {
        List<CaseAct> acts = store.subject(unit, subject, known);
        if (acts.isEmpty()) {
            throw new RefusedException(ProblemCode.UNKNOWN_SUBJECT, "unit " + unit + " has no subject " + subject);
        }
        CaseReading reading = CaseReading.of(acts);
        Map<String, String> names = names(acts);
        Map<String, String> corrections = CaseReading.corrections(acts);
        Map<String, ActType> types = acts.stream().collect(Collectors.toMap(CaseAct::id, CaseAct::type));
        UnaryOperator<String> open = text -> texts.open(unit, subject, text);
        return new SubjectView(
                unit,
                subject,
                reading.kind(),
                reading.state(),
                RequestCase.of(unit, subject, acts)
                        .filter(request -> request.result().isEmpty())
                        .map(request -> clocks.at(known).read(request.steps(), today))
                        .orElse(null),
                acts.stream()
                        .map(act -> new ActView(
                                act.id(),
                                act.type(),
                                act.occurredOn(),
                                ActTexts.read(
                                        act.type(),
                                        Optional.ofNullable(act.corrects())
                                                .map(types::get)
                                                .orElse(null),
                                        act.data(),
                                        open),
                                open.apply(act.reason()),
                                act.position(),
                                act.recordedAt(),
                                names.get(act.recordedBy()),
                                corrections.get(act.id())))
                        .toList());
    }

    /** A page of a unit's subjects, by name. */
    Subjects subjects(String unit, Filter filter, Page page, long known) {
        List<SubjectLine> found = new ArrayList<>();
        String after = page.after() == null ? "" : page.after();
        boolean more = true;
        while (more && found.size() <= page.limit()) {
            Map<String, List<CaseAct>> chunk =
                    store.subjects(unit, after, filter.text() == null ? "" : filter.text(), known, CHUNK).stream()
                            .collect(Collectors.groupingBy(CaseAct::subject, LinkedHashMap::new, Collectors.toList()));
            for (Map.Entry<String, List<CaseAct>> subject : chunk.entrySet()) {
                CaseReading reading = CaseReading.of(subject.getValue());
                if (filter.lets(reading)) {
                    found.add(new SubjectLine(
                            unit,
                            subject.getKey(),
                            reading.kind(),
                            reading.state(),
                            reading.openedOn(),
                            reading.latestOn()));
                }
                after = subject.getKey();
            }
            more = chunk.size() == CHUNK;
        }
        return new Subjects(List.copyOf(page.rows(found)), page.next(found, SubjectLine::subject));
    }

    /** A page of corrections and late acts, by position. */
    Corrections corrections(Collection<String> units, Integer year, Page page, long known) {
        List<CaseAct> found = store.notable(units, year, known, position(page), page.limit() + 1);
        List<CaseAct> rows = page.rows(found);
        Map<String, String> names = names(rows);
        return new Corrections(
                rows.stream()
                        .map(act -> new CorrectionLine(
                                act.unit(),
                                act.subject(),
                                act.id(),
                                act.type(),
                                act.corrects(),
                                act.occurredOn(),
                                act.late(),
                                texts.open(act.unit(), act.subject(), act.reason()),
                                act.position(),
                                act.recordedAt(),
                                names.get(act.recordedBy())))
                        .toList(),
                page.next(found, act -> Long.toString(act.position())));
    }

    private Map<String, String> names(List<CaseAct> acts) {
        return users.of(acts.stream().map(CaseAct::recordedBy).toList());
    }

    private static long position(Page page) {
        if (page.after() == null) {
            return 0;
        }
        if (!page.after().matches("[0-9]{1,18}")) {
            throw Parameters.invalid("after must be a cursor that an earlier page gave");
        }
        return Long.parseLong(page.after());
    }
}
