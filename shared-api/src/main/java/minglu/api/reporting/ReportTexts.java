package minglu.api.reporting;

/**
 * The sections of a report that people write. A number may be bound to a figure by its name in braces, as {@code {3.new.total}}.
 *
 * @param overview 一、总体情况; or null
 * @param problems 五、存在的主要问题及改进情况; or null
 * @param other 六、其他需要报告的事项; or null
 */
public record ReportTexts(String overview, String problems, String other) {

    /** Nothing is written yet. */
    public static final ReportTexts NONE = new ReportTexts(null, null, null);
}
