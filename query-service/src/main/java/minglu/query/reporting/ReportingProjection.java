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
import minglu.query.follow.Followed;
import minglu.query.follow.Follower;
import minglu.query.follow.ParkingProjection;
import minglu.query.follow.Progress;
import minglu.query.reporting.ReportingStore.Kind;
import minglu.query.reporting.ReportingStore.Note;
import minglu.query.reporting.ReportingStore.Publication;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

/** Keeps the steps of returns and reports, and what was written for reports. */
@Component
@ProcessingGroup(ReportingProjection.NAME)
public class ReportingProjection implements ParkingProjection {

    /** Name of the projection. */
    public static final String NAME = "reporting";

    private final ReportingStore store;
    private final VersionFiles files;
    private final Follower follower;

    ReportingProjection(ReportingStore store, VersionFiles files, Progress progress) {
        this.store = store;
        this.files = files;
        this.follower = new Follower(progress, this);
    }

    @Override
    public String name() {
        return NAME;
    }

    @EventHandler
    void on(EventMessage<?> event) {
        follower.take(event);
    }

    /** Its rows take any text, so that only an event that cannot be read is parked. */
    @Override
    public void examine(Followed event) {
        // Nothing that could fail.
    }

    @Override
    public void writeParked(Followed event) {
        write(List.of(event));
    }

    @Override
    public void write(List<Followed> events) {
        for (Followed event : events) {
            if (event.payload() instanceof ReturnEvent step) {
                add(event, step);
            } else if (event.payload() instanceof ReportStepEvent step) {
                add(event, step);
            } else if (event.payload() instanceof ReportEvent note) {
                add(event, note);
            }
        }
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
