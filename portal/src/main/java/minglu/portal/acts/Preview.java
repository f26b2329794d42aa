package minglu.portal.acts;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import minglu.api.act.ActType;
import minglu.api.problem.RefusedException;
import minglu.api.request.DeadlinePreview;
import minglu.api.request.PreviewDeadline;
import minglu.platform.access.Caller;
import minglu.portal.Contract;
import org.springframework.stereotype.Component;

/** What a case's deadline would be if an act were recorded. */
@Component
class Preview {

    private final Contract contract;

    Preview(Contract contract) {
        this.contract = contract;
    }

    /** The deadline; null where the act moves none, or not enough of it is filled in. */
    @SuppressWarnings("unchecked")
    DeadlinePreview of(Caller caller, ActType type, Map<String, Object> act) {
        if (!(act.get("unit") instanceof String unit) || !(act.get("occurredOn") instanceof String day)) {
            return null;
        }
        try {
            DeadlinePreview found = contract.preview(new PreviewDeadline(
                    caller.actor(), unit, (String) act.get("subject"), type, LocalDate.parse(day), (Map<String, Object>)
                            act.get("data")));
            return found.open() ? found : null;
        } catch (RefusedException | DateTimeException e) {
            return null;
        }
    }
}
