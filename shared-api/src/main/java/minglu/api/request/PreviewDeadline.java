package minglu.api.request;

import java.time.LocalDate;
import java.util.Map;
import minglu.api.act.ActType;
import minglu.api.resource.Actor;

/**
 * Asks what the clock of an application would say if an act were recorded now; answered with {@link DeadlinePreview}. Nothing is
 * recorded, and whether the act would be accepted is not told.
 *
 * @param actor the user; refused like a reader of the case
 * @param unit the unit
 * @param subject the application; null or unknown: the act opens a new one
 * @param type what would be done
 * @param occurredOn when
 * @param data the data of the act as JSON gives them; what is not filled in well is passed over
 */
public record PreviewDeadline(
        Actor actor, String unit, String subject, ActType type, LocalDate occurredOn, Map<String, Object> data) {}
