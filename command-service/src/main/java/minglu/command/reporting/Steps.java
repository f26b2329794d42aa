package minglu.command.reporting;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import minglu.api.act.Coded;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.reporting.SignOff;
import minglu.api.reporting.StepTaken;
import minglu.command.sequencer.Positions;
import minglu.command.sequencer.Receipt;
import minglu.platform.access.Caller;
import minglu.platform.access.Role;
import minglu.platform.text.TextKeys;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** What the steps of returns and reports have in common on their way in and out. */
@Component
class Steps {

    private final TextKeys keys;
    private final Positions positions;

    Steps(TextKeys keys, Positions positions) {
        this.keys = keys;
        this.positions = positions;
    }

    /**
     * The step with this code.
     *
     * @throws RefusedException {@code not-found}
     */
    static <S extends Coded> S find(String code, S[] known) {
        return Arrays.stream(known)
                .filter(step -> step.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        ProblemCode.NOT_FOUND,
                        "there is no step " + code + "; there are "
                                + String.join(
                                        ", ",
                                        Arrays.stream(known).map(Coded::code).toList())));
    }

    /**
     * A year of a path.
     *
     * @throws RefusedException {@code invalid-parameter}
     */
    static int year(String text) {
        int year = text.matches("[0-9]{4}") ? Integer.parseInt(text) : 0;
        if (year == 0) {
            throw new RefusedException(ProblemCode.INVALID_PARAMETER, "the year is " + text + ", not four digits");
        }
        return year;
    }

    /** The role with this code. */
    static Role role(String code) {
        return List.of(Role.values()).stream()
                .filter(role -> role.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    /** Under which name the comments of a return are sealed; no subject can have it. */
    static String returnTexts(int year) {
        return "return:" + year;
    }

    /** Under which name the comments and texts of a report are sealed; no subject can have it. */
    static String reportTexts(int year) {
        return "report:" + year;
    }

    /** A new step of a user, its comment sealed. */
    SignOff signOff(Caller caller, String role, String unit, String owner, String comment) {
        return new SignOff(UUID.randomUUID().toString(), caller.id(), role, seal(unit, owner, comment));
    }

    /** Seals a text of a return or report; null stays null. */
    String seal(String unit, String owner, String text) {
        return keys.seal(unit, owner, text);
    }

    /** The answer to a step; 202 while nobody knows its position. */
    ResponseEntity<StepReceipt> answer(String unit, int year, Coded state, StepTaken taken) {
        Optional<Receipt> found = positions.locate(taken.stream(), taken.sequence());
        StepReceipt receipt = new StepReceipt(
                unit,
                year,
                state,
                taken.version(),
                found.map(Receipt::position).orElse(null),
                found.map(Receipt::recordedAt).orElse(null));
        return found.isPresent()
                ? ResponseEntity.ok(receipt)
                : ResponseEntity.accepted().header(HttpHeaders.RETRY_AFTER, "1").body(receipt);
    }
}
