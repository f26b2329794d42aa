package minglu.api.problem;

import java.util.List;

/**
 * Why something was refused. Survives the way between processes.
 *
 * @param code the stable code
 * @param detail what was wrong, with the values, in one sentence
 * @param violations single faults; empty where the sentence says it all
 */
public record Refusal(ProblemCode code, String detail, List<Violation> violations) {

    /** A refusal that one sentence explains. */
    public static Refusal of(ProblemCode code, String detail) {
        return new Refusal(code, detail, List.of());
    }
}
