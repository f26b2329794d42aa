package minglu.command.intake;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import minglu.api.act.Act;
import minglu.api.act.ActForm;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.platform.access.Caller;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/v1/acts}: records one act (contract section 3). */
@RestController
class ActEndpoint {

    private final ActIntake intake;

    ActEndpoint(ActIntake intake) {
        this.intake = intake;
    }

    @PostMapping(path = "/api/v1/acts", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ActReceipt> record(HttpServletRequest request, Caller caller) throws IOException {
        return record(body(request), caller);
    }

    /** Records the act that these bytes of JSON say. */
    ResponseEntity<ActReceipt> record(byte[] body, Caller caller) {
        Act act = ActForm.parse(ActJson.read(body));
        intake.checkScope(caller, act);
        ActReceipt receipt = intake.record(act, caller);
        if (receipt.position() == null) {
            return ResponseEntity.accepted()
                    .header(HttpHeaders.RETRY_AFTER, "1")
                    .body(receipt);
        }
        return ResponseEntity.status(receipt.duplicate() ? HttpStatus.OK : HttpStatus.CREATED)
                .body(receipt);
    }

    private static byte[] body(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(ActJson.LARGEST_ACT_BYTES + 1);
        if (body.length > ActJson.LARGEST_ACT_BYTES) {
            throw new RefusedException(
                    ProblemCode.TOO_LARGE,
                    "the act has more than " + ActJson.LARGEST_ACT_BYTES + " bytes, the most that is allowed");
        }
        return body;
    }
}
