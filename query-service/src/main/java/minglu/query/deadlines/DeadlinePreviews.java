package minglu.query.deadlines;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import minglu.api.act.ActData;
import minglu.api.act.ActForm;
import minglu.api.act.ActType;
import minglu.api.act.SubjectKind;
import minglu.api.problem.RefusedException;
import minglu.api.request.DeadlinePreview;
import minglu.api.request.PreviewDeadline;
import minglu.api.tables.Moment;
import minglu.platform.access.Caller;
import minglu.platform.time.BusinessDates;
import minglu.query.calendar.Clocks;
import minglu.query.cases.RequestCase;
import minglu.query.cases.Requests;
import minglu.query.clock.Deadline;
import minglu.query.clock.Step;
import minglu.query.follow.Moments;
import minglu.query.units.ReadAccess;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/** What an act would do to the deadline of its application, for whoever is about to record it. */
@Component
class DeadlinePreviews {

    private static final DeadlinePreview NONE = new DeadlinePreview(false, null, null, null, null, List.of());

    private final Requests requests;
    private final Clocks clocks;
    private final Moments moments;
    private final ReadAccess access;
    private final BusinessDates dates;

    DeadlinePreviews(Requests requests, Clocks clocks, Moments moments, ReadAccess access, BusinessDates dates) {
        this.requests = requests;
        this.clocks = clocks;
        this.moments = moments;
        this.access = access;
        this.dates = dates;
    }

    @QueryHandler
    DeadlinePreview find(PreviewDeadline query) {
        access.verifyCases(Caller.of(query.actor()), query.unit());
        boolean closes = query.type() == ActType.REQUEST_DECIDED || query.type() == ActType.REQUEST_TRANSFERRED;
        if (closes || !query.type().kind().equals(Optional.of(SubjectKind.REQUEST))) {
            return NONE;
        }
        long known = moments.resolve(Moment.NOW, Set.of(Requests.PROJECTION)).position();
        List<Step> steps = new ArrayList<>();
        if (query.subject() != null && query.type() != ActType.REQUEST_RECEIVED) {
            RequestCase request =
                    requests.find(query.unit(), query.subject(), known).orElse(null);
            if (request == null || request.result().isPresent()) {
                return NONE;
            }
            steps.addAll(request.steps());
        }
        if (steps.isEmpty() != (query.type() == ActType.REQUEST_RECEIVED)) {
            return NONE;
        }
        ActData data = data(query);
        if (Step.asksForData(query.type()) && data == null) {
            return NONE;
        }
        steps.add(Step.of(query.type(), query.occurredOn(), data));
        Deadline deadline = clocks.at(known).read(steps, dates.today());
        return new DeadlinePreview(
                true,
                deadline.dueOn(),
                deadline.state().code(),
                deadline.waitingUntil(),
                deadline.missingYear(),
                deadline.explanation());
    }

    private static ActData data(PreviewDeadline query) {
        try {
            return ActForm.parseData(query.type(), query.data(), query.subject(), query.occurredOn());
        } catch (RefusedException e) {
            return null;
        }
    }
}
