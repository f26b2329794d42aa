package minglu.query.tables;

import java.util.Map;
import java.util.Optional;

/** The published versions of reports; the feature {@code reporting} keeps them. */
@FunctionalInterface
public interface PublishedVersions {

    /**
     * A published version.
     *
     * @param position the position its figures were known at
     * @param cells its figures as they were signed, as tables show them
     */
    record Version(long position, Map<String, Object> cells) {}

    /**
     * Finds a version of a unit's report.
     *
     * @param unit the unit or node
     * @param year its year
     * @param version 1 or more
     * @return empty where there is no such version, or it is not published
     */
    Optional<Version> find(String unit, int year, int version);
}
