package minglu.command.subject;

import java.util.Map;
import minglu.api.act.SubjectKind;
import minglu.command.decision.DecisionLife;
import minglu.command.dispute.DisputeLife;
import minglu.command.document.DocumentLife;
import minglu.command.publication.PublicationLife;
import minglu.command.request.RequestLife;
import minglu.command.request.RequestSettings;
import minglu.command.series.SeriesLife;

/** The rules of each kind of subject. */
final class Lives {

    private static final Map<SubjectKind, Kind<?>> BY_KIND = Map.of(
            SubjectKind.REQUEST, new RequestLife(RequestSettings.DEFAULT, false),
            SubjectKind.DOCUMENT, new DocumentLife(),
            SubjectKind.DECISION, new DecisionLife(),
            SubjectKind.PUBLICATION, new PublicationLife(),
            SubjectKind.DISPUTE, new DisputeLife(),
            SubjectKind.SERIES, new SeriesLife());

    private Lives() {}

    /** The rules of a kind, to take in what was decided; the state they take is the one they gave. */
    static Kind<Object> of(SubjectKind kind) {
        return cast(BY_KIND.get(kind));
    }

    /** The rules of a kind that decide a new act, or a new reading of one. */
    static Kind<Object> deciding(SubjectKind kind, RequestSettings settings) {
        return kind == SubjectKind.REQUEST ? cast(new RequestLife(settings, true)) : of(kind);
    }

    /** The rules of a kind that read an act again that was accepted as it stands. */
    static Kind<Object> accepted(SubjectKind kind, RequestSettings settings) {
        return kind == SubjectKind.REQUEST ? cast(new RequestLife(settings, false)) : of(kind);
    }

    @SuppressWarnings("unchecked")
    private static Kind<Object> cast(Kind<?> kind) {
        return (Kind<Object>) kind;
    }
}
