package minglu.query.reporting;

import java.util.List;
import minglu.api.reporting.KeptFigures;
import minglu.api.reporting.ReferenceFiguresKept;
import minglu.api.reporting.ReportEvent;
import minglu.api.reporting.ReportPublished;
import minglu.api.reporting.ReportSigned;
import minglu.api.reporting.ReportStepEvent;
import minglu.api.reporting.ReportTextsWritten;
import minglu.api.reporting.ReturnAccepted;
import minglu.api.reporting.ReturnEvent;
import minglu.api.reporting.ReturnSubmitted;
import minglu.api.reporting.TextChecksDismissed;
import minglu.api.reporting.WarningsJustified;
import minglu.query.follow.Examined;
import minglu.query.follow.Followed;
import minglu.query.follow.Projection;
import minglu.query.reporting.ReportingStore.Kind;
import minglu.query.reporting.ReportingStore.Note;
import minglu.query.reporting.ReportingStore.Publication;
import org.springframework.stereotype.Component;

/** Keeps the steps of returns and reports, and what was written for reports. */
@Component
public class ReportingProjection implements Projection<Object> {

    /** Name of the projection. */
    public static final String NAME = "reporting";

    private final ReportingStore store;
    private final VersionFiles files;

    ReportingProjection(ReportingStore store, VersionFiles files) {
        this.store = store;
        this.files = files;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Its rows take any text, so that only an event that cannot be read is parked. */
    @Override
    public Object examine(Followed event) {
        return event.payload() instanceof ReturnEvent || event.payload() instanceof ReportEvent
                ? event.payload()
                : null;
    }

    @Override
    public void write(int generation, List<Examined<Object>> events) {
        for (Examined<Object> event : events) {
            if (event.rows() instanceof ReturnEvent step) {
                add(event.event(), step);
            } else if (event.rows() instanceof ReportStepEvent step) {
                add(event.event(), step);
            } else if (event.rows() instanceof ReportEvent note) {
                add(event.event(), note);
            }
        }
    }

    @Override
    public void writeParked(int generation, Examined<Object> event) {
        write(generation, List.of(event));
    }

    private void add(Followed event, ReturnEvent step) {
        KeptFigures figures = step instanceof ReturnSubmitted submitted
                ? submitted.figures()
                : step instanceof ReturnAccepted accepted ? accepted.figures() : null;
        store.add(new ReportingStore.Row(
                event.position(),
                Kind.RETURN,
                step.unit(),
                step.year(),
                step.step().code(),
                0,
                event.recordedAt(),
                step.signOff(),
                figures,
                null,
                null));
    }

    private void add(Followed event, ReportStepEvent step) {
        ReportSigned signed = step instanceof ReportSigned signing ? signing : null;
        store.add(new ReportingStore.Row(
                event.position(),
                Kind.REPORT,
                step.unit(),
                step.year(),
                step.step().code(),
                step.version(),
                event.recordedAt(),
                step.signOff(),
                signed == null ? null : signed.figures(),
                signed == null ? null : signed.content(),
                step instanceof ReportPublished published ? published.checkpoint() : null));
        if (step instanceof ReportPublished published) {
            Publication publication = new Publication(published.checkpoint());
            store.content(step.unit(), step.year(), step.version(), event.position())
                    .ifPresent(content -> files.keep(step.unit(), step.year(), step.version(), content, publication));
        }
    }

    private void add(Followed event, ReportEvent note) {
        if (note instanceof ReportTextsWritten texts) {
            store.add(event.position(), note, Note.TEXTS, texts);
        } else if (note instanceof WarningsJustified justified) {
            store.add(event.position(), note, Note.JUSTIFICATIONS, justified);
        } else if (note instanceof TextChecksDismissed dismissed) {
            store.add(event.position(), note, Note.DISMISSALS, dismissed);
        } else if (note instanceof ReferenceFiguresKept reference) {
            store.add(event.position(), note, Note.REFERENCE, reference);
        }
    }
}
