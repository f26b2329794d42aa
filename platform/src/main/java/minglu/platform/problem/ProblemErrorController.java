package minglu.platform.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where the container sends what failed outside the endpoints: in a filter, or before a handler was found. */
@RestController
class ProblemErrorController implements ErrorController {

    private final ProblemAdvice advice;

    ProblemErrorController(ProblemAdvice advice) {
        this.advice = advice;
    }

    @RequestMapping("${server.error.path:${error.path:/error}}")
    ResponseEntity<Problem> error(HttpServletRequest request) {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable failure) {
            return advice.answer(failure);
        }
        // Without a status somebody has asked for this address itself.
        return ProblemResponse.entity(Problem.ofStatus(
                request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
                        ? status
                        : HttpStatus.NOT_FOUND.value()));
    }
}
