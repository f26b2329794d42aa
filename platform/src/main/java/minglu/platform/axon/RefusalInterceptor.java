package minglu.platform.axon;

import jakarta.validation.ConstraintViolation;
import java.util.Comparator;
import java.util.List;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.Refusal;
import minglu.api.problem.RefusedException;
import minglu.api.problem.Violation;
import minglu.platform.problem.Pointers;
import org.axonframework.common.AxonException;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.interceptors.JSR303ViolationException;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Turns refusals into exceptions that carry them as details, so that a caller sees the same in one process and over Axon Server,
 * where only text and details arrive. Everything else – conflicts above all – passes as it is, so that it can be sent again.
 *
 * @param <M> commands or queries
 */
abstract class RefusalInterceptor<M extends Message<?>> implements MessageHandlerInterceptor<M> {

    @Override
    public Object handle(UnitOfWork<? extends M> unitOfWork, InterceptorChain chain) throws Exception {
        try {
            return chain.proceed();
        } catch (RefusedException e) {
            throw carry(e, e.refusal());
        } catch (JSR303ViolationException e) {
            throw carry(e, refusal(e));
        }
    }

    /** The exception of this kind of message. */
    abstract AxonException carry(RuntimeException cause, Refusal refusal);

    private static Refusal refusal(JSR303ViolationException e) {
        List<Violation> violations = e.getViolations().stream()
                .map(RefusalInterceptor::violation)
                .sorted(Comparator.comparing(Violation::pointer))
                .toList();
        return new Refusal(
                ProblemCode.INVALID_REQUEST, violations.size() + " member(s) are not as they must be", violations);
    }

    private static Violation violation(ConstraintViolation<Object> violation) {
        return new Violation(
                Pointers.ofPropertyPath(violation.getPropertyPath().toString()),
                violation.getMessage() + ", not " + violation.getInvalidValue());
    }
}
