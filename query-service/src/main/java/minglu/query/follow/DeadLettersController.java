package minglu.query.follow;

import java.time.Instant;
import java.util.List;
import minglu.platform.access.Access;
import minglu.platform.access.Caller;
import minglu.platform.access.Role;
import minglu.platform.web.Page;
import minglu.query.follow.ParkedEvents.Letter;
import minglu.query.web.Parameters;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Parked events over HTTP: administrators and inspectors list them, administrators try them again. */
@RestController
@RequestMapping("/api/v1/dead-letters")
class DeadLettersController {

    private final ParkedEvents parked;
    private final DeadLetters letters;

    DeadLettersController(ParkedEvents parked, DeadLetters letters) {
        this.parked = parked;
        this.letters = letters;
    }

    /** A page of parked events, by position and then by projection. */
    record Lines(List<Line> deadLetters, String next) {}

    /** A parked event; for the members see {@link Letter}. */
    record Line(
            long position,
            String projection,
            String event,
            String unit,
            String subject,
            String id,
            Integer fromYear,
            String cause,
            Instant parkedAt,
            int attempts,
            Instant triedAt) {

        static Line of(Letter letter) {
            return new Line(
                    letter.position(),
                    letter.projection(),
                    letter.event(),
                    letter.unit(),
                    letter.subject(),
                    letter.id(),
                    letter.fromYear(),
                    letter.cause(),
                    letter.parkedAt(),
                    letter.attempts(),
                    letter.triedAt());
        }
    }

    /** What came of a retry: how many were tried, taken in, and are parked now. */
    record Outcome(int retried, int posted, long parked) {}

    @GetMapping
    Lines list(Caller caller, @RequestParam MultiValueMap<String, String> query) {
        Access.require(caller, Role.ADMIN, Role.INSPECTOR);
        Page page = new Parameters(query, "limit", "after").page();
        String after = page.after() == null ? "0." : page.after();
        if (!after.matches("[0-9]{1,18}\\..{0,64}")) {
            throw Parameters.invalid("after must be a cursor that an earlier page gave");
        }
        int dot = after.indexOf('.');
        List<Letter> found =
                parked.list(Long.parseLong(after.substring(0, dot)), after.substring(dot + 1), page.limit() + 1);
        return new Lines(
                page.rows(found).stream().map(Line::of).toList(),
                page.next(found, letter -> letter.position() + "." + letter.projection()));
    }

    @PostMapping("/retry")
    Outcome retry(Caller caller) {
        Access.require(caller, Role.ADMIN);
        DeadLetters.Outcome outcome = letters.retry();
        return new Outcome(outcome.retried(), outcome.posted(), parked.count());
    }
}
