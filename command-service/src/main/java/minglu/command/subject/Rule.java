package minglu.command.subject;

import java.util.function.Supplier;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;

/**
 * One rule of the write side. Rules are listed in the order they are checked; the first violated one refuses the act.
 *
 * @param code the code of the refusal
 * @param source where the rule comes from: an article, the form, or the contract
 * @param violated whether the act breaks the rule
 * @param sentence what is wrong, with the values; asked for only when violated
 */
public record Rule(ProblemCode code, String source, boolean violated, Supplier<String> sentence) {

    /**
     * Refuses with the first violated rule.
     *
     * @throws RefusedException with the code and sentence of that rule
     */
    public static void verify(Rule... rules) {
        for (Rule rule : rules) {
            if (rule.violated) {
                throw new RefusedException(rule.code, rule.sentence.get() + " (" + rule.source + ")");
            }
        }
    }
}
