package minglu.api.problem;

import java.util.List;
import minglu.api.tables.CheckLine;

/**
 * Why something was refused. Survives the way between processes.
 *
 * @param code the stable code
 * @param detail what was wrong, with the values, in one sentence
 * @param violations single faults; empty where the sentence says it all
 * @param checks the checks that stand in the way; empty unless the code is {@code checks-failed}
 */
public record Refusal(ProblemCode code, String detail, List<Violation> violations, List<CheckLine> checks) {

    /** Makes absent lists empty: a refusal may come from a process that knows fewer of them. */
    public Refusal {
        violations = violations == null ? List.of() : violations;
        checks = checks == null ? List.of() : checks;
    }

    /** A refusal with single faults. */
    public Refusal(ProblemCode code, String detail, List<Violation> violations) {
        this(code, detail, violations, List.of());
    }

    /** A refusal that one sentence explains. */
    public static Refusal of(ProblemCode code, String detail) {
        return new Refusal(code, detail, List.of());
    }
}
