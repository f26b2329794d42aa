package minglu.query.log.web;

import java.util.List;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.problem.Violation;
import minglu.platform.access.Access;
import minglu.platform.access.Caller;
import minglu.platform.access.Role;
import minglu.query.log.notary.LogStatus;
import minglu.query.log.notary.LogStatus.Figures;
import minglu.query.log.notary.TransparencyLog;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the log stands, and what a person does about it. */
@RestController
@RequestMapping("/api/v1/log")
class LogStatusController {

    private static final int LONGEST_REASON = 500;

    private final LogStatus status;
    private final ObjectProvider<TransparencyLog> log;

    LogStatusController(LogStatus status, ObjectProvider<TransparencyLog> log) {
        this.status = status;
        this.log = log;
    }

    /** Why the next epoch begins. */
    record Recovery(String reason) {}

    /** A checkpoint that was kept elsewhere, and why it is taken. */
    record Adoption(String checkpoint, String reason) {}

    @GetMapping
    Figures status(Caller caller) {
        return status.figures();
    }

    @PostMapping("/recoveries")
    Figures recover(Caller caller, @RequestBody Recovery recovery) {
        Access.require(caller, Role.ADMIN);
        notary().recover(caller.id(), reason(recovery.reason()));
        return status.figures();
    }

    @PostMapping("/adoptions")
    Figures adopt(Caller caller, @RequestBody Adoption adoption) {
        Access.require(caller, Role.ADMIN);
        if (adoption.checkpoint() == null) {
            throw invalid("/checkpoint", "must be the text of a signed checkpoint");
        }
        notary().adopt(caller.id(), adoption.checkpoint(), reason(adoption.reason()));
        return status.figures();
    }

    private TransparencyLog notary() {
        return log.stream()
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        ProblemCode.UNAVAILABLE,
                        "the notary of the transparency log does not run on this node; send this to the node that was started with"
                                + " minglu.log.notary=true"));
    }

    private static String reason(String reason) {
        if (reason == null
                || reason.isBlank()
                || reason.length() > LONGEST_REASON
                || reason.chars().anyMatch(c -> c < ' ')) {
            throw invalid("/reason", "must be one line of at most " + LONGEST_REASON + " characters");
        }
        return reason;
    }

    private static RefusedException invalid(String pointer, String message) {
        return new RefusedException(
                ProblemCode.INVALID_REQUEST,
                pointer.substring(1) + " " + message,
                List.of(new Violation(pointer, message)));
    }
}
