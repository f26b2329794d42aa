package minglu.portal.access;

import jakarta.servlet.http.HttpServletRequest;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Every address of a page that no page has. */
@Controller
class NoPage {

    @GetMapping("/portal/**")
    String none(HttpServletRequest request) {
        throw new RefusedException(ProblemCode.NOT_FOUND, "there is no page at " + request.getRequestURI());
    }
}
