package minglu.command.subject;

import java.util.Map;
import minglu.api.act.SubjectKind;
import minglu.command.decision.DecisionLife;
import minglu.command.dispute.DisputeLife;
import minglu.command.document.DocumentLife;
import minglu.command.publication.PublicationLife;
import minglu.command.request.RequestLife;
import minglu.command.series.SeriesLife;

/** The rules of each kind of subject. */
final class Lives {

    private static final Map<SubjectKind, Kind<?>> BY_KIND = Map.of(
            SubjectKind.REQUEST, new RequestLife(),
            SubjectKind.DOCUMENT, new DocumentLife(),
            SubjectKind.DECISION, new DecisionLife(),
            SubjectKind.PUBLICATION, new PublicationLife(),
            SubjectKind.DISPUTE, new DisputeLife(),
            SubjectKind.SERIES, new SeriesLife());

    private Lives() {}

    /** The rules of a kind; the state they take is the one they gave. */
    @SuppressWarnings("unchecked")
    static Kind<Object> of(SubjectKind kind) {
        return (Kind<Object>) BY_KIND.get(kind);
    }
}
