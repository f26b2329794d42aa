package minglu.api.reporting;

/**
 * Why a warning does not hold and may stand.
 *
 * @param rule id of the rule
 * @param where where it was checked, as the check says
 * @param reason in words
 */
public record Justification(String rule, String where, String reason) {}
