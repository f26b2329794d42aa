package minglu.platform.problem;

import jakarta.validation.ConstraintViolationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.Refusal;
import minglu.api.problem.Violation;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Turns whatever an endpoint throws into a problem document; the one place that knows how. */
@RestControllerAdvice
class ProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    /** The client has gone; there is nobody to answer. */
    @ExceptionHandler({AsyncRequestNotUsableException.class, ClientAbortException.class})
    void gone() {}

    @ExceptionHandler
    ResponseEntity<Problem> answer(Throwable failure) {
        return ProblemResponse.entity(Problem.of(refusal(failure)));
    }

    /** Why the request failed. What is none of the caller's business is logged under an id, and only the id is told. */
    Refusal refusal(Throwable failure) {
        Optional<Refusal> refused = Refusals.of(failure);
        if (refused.isPresent()) {
            return refused.get();
        }
        if (failure instanceof HttpMessageNotReadableException unreadable) {
            return UnreadableBody.refusal(unreadable);
        }
        return request(failure).or(() -> outage(failure)).orElseGet(() -> fault(failure));
    }

    private static Optional<Refusal> request(Throwable failure) {
        if (failure instanceof MethodArgumentNotValidException invalid) {
            return Optional.of(invalidBody(invalid));
        }
        if (failure instanceof MethodArgumentTypeMismatchException mismatch) {
            return refusal(ProblemCode.INVALID_PARAMETER, mismatch.getName() + " cannot be " + mismatch.getValue());
        }
        if (failure instanceof MissingServletRequestParameterException missing) {
            return refusal(ProblemCode.INVALID_PARAMETER, "parameter " + missing.getParameterName() + " is missing");
        }
        if (failure instanceof ServletRequestBindingException
                || failure instanceof HandlerMethodValidationException
                || failure instanceof ConstraintViolationException) {
            return refusal(ProblemCode.INVALID_PARAMETER, "a parameter is missing or out of range");
        }
        if (failure instanceof InvalidParameterException) {
            return refusal(ProblemCode.INVALID_PARAMETER, "a parameter is not percent-encoded UTF-8");
        }
        if (failure instanceof HttpMediaTypeNotSupportedException type) {
            return refusal(
                    ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                    "the body is " + (type.getContentType() == null ? "of no type" : type.getContentType())
                            + "; this address takes " + type.getSupportedMediaTypes());
        }
        if (failure instanceof HttpMediaTypeNotAcceptableException type) {
            return refusal(
                    ProblemCode.UNSUPPORTED_MEDIA_TYPE, "this address answers with " + type.getSupportedMediaTypes());
        }
        if (failure instanceof HttpRequestMethodNotSupportedException method) {
            return refusal(
                    ProblemCode.NOT_FOUND,
                    "this address does not offer " + method.getMethod() + "; it offers "
                            + method.getSupportedHttpMethods());
        }
        if (failure instanceof NoResourceFoundException || failure instanceof NoHandlerFoundException) {
            return refusal(ProblemCode.NOT_FOUND, "nothing is at this address");
        }
        if (failure instanceof MaxUploadSizeExceededException) {
            return refusal(ProblemCode.TOO_LARGE, "the upload is too large");
        }
        if (failure instanceof AccessDeniedException) {
            return refusal(ProblemCode.FORBIDDEN, "the user may not do this");
        }
        return Optional.empty();
    }

    private static Optional<Refusal> outage(Throwable failure) {
        if (failure instanceof DataAccessResourceFailureException
                || failure instanceof TransientDataAccessException
                || failure instanceof CannotCreateTransactionException) {
            LOG.warn("The database does not answer as it should", failure);
            return refusal(ProblemCode.UNAVAILABLE, "the database is not available now");
        }
        if (EventStoreOutage.isBehind(failure)) {
            LOG.warn("The event store does not answer as it should", failure);
            return refusal(ProblemCode.UNAVAILABLE, "the event store is not available now");
        }
        if (failure instanceof AsyncRequestTimeoutException) {
            return refusal(ProblemCode.UNAVAILABLE, "no answer in time");
        }
        if (failure instanceof ErrorResponse other && other.getStatusCode().is4xxClientError()) {
            return Optional.of(Problem.refusalOf(other.getStatusCode().value()));
        }
        return Optional.empty();
    }

    private static Refusal fault(Throwable failure) {
        String id = UUID.randomUUID().toString();
        LOG.error("Fault {}", id, failure);
        return Refusal.of(ProblemCode.INTERNAL, "an unexpected fault; the log of the server names it " + id);
    }

    private static Refusal invalidBody(MethodArgumentNotValidException invalid) {
        List<Violation> violations = new ArrayList<>();
        invalid.getFieldErrors()
                .forEach(error -> violations.add(new Violation(
                        Pointers.ofPropertyPath(error.getField()),
                        error.getDefaultMessage() + ", not " + error.getRejectedValue())));
        invalid.getGlobalErrors().forEach(error -> violations.add(new Violation("", error.getDefaultMessage())));
        return new Refusal(
                ProblemCode.INVALID_REQUEST, violations.size() + " member(s) are not as they must be", violations);
    }

    private static Optional<Refusal> refusal(ProblemCode code, String detail) {
        return Optional.of(Refusal.of(code, detail));
    }
}
