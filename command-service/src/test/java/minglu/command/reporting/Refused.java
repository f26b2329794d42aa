package minglu.command.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.Refusal;
import minglu.api.problem.RefusedException;
import org.axonframework.test.aggregate.ResultValidator;
import org.hamcrest.Description;
import org.hamcrest.TypeSafeMatcher;

/** Demands that a command was refused and nothing recorded. */
final class Refused {

    private Refused() {}

    static Refusal refused(ResultValidator<?> result, ProblemCode code, String... words) {
        AtomicReference<Refusal> refusal = new AtomicReference<>();
        result.expectNoEvents();
        result.expectException(new TypeSafeMatcher<RefusedException>() {
            @Override
            protected boolean matchesSafely(RefusedException actual) {
                refusal.set(actual.refusal());
                return actual.refusal().code() == code;
            }

            @Override
            public void describeTo(Description description) {
                description.appendText("refused with " + code.code());
            }
        });
        for (String word : words) {
            assertThat(refusal.get().detail()).contains(word);
        }
        return refusal.get();
    }
}
