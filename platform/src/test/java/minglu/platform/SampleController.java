package minglu.platform;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.problem.Violation;
import minglu.platform.access.Access;
import minglu.platform.access.Caller;
import minglu.platform.access.PublicPaths;
import minglu.platform.access.Role;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Endpoints that do one thing each, so that a test can watch it. */
@RestController
public class SampleController {

    record Sample(String text, Integer count, Boolean flag, LocalDate on, Role role, List<Sample> inner) {}

    record Everything(String none, BigDecimal amount, LocalDate on, Instant at) {}

    private final CommandGateway commands;
    private final QueryGateway queries;

    SampleController(CommandGateway commands, QueryGateway queries) {
        this.commands = commands;
        this.queries = queries;
    }

    @Bean
    static PublicPaths samplePublicPaths() {
        return PublicPaths.of("/open/*");
    }

    @GetMapping("/open/{name}")
    String open(Caller caller) {
        return caller == null ? "nobody" : caller.name();
    }

    @GetMapping("/api/v1/units/{unit}/subjects/{subject}")
    Map<String, String> subject(@PathVariable String unit, @PathVariable String subject) {
        return Map.of("unit", unit, "subject", subject);
    }

    @GetMapping("/api/v1/units/{unit}/subjects/{subject}/acts/{id}/receipt")
    Map<String, String> receipt(@PathVariable String subject, @PathVariable String id) {
        return Map.of("subject", subject, "id", id);
    }

    @GetMapping("/api/v1/sample/me")
    Caller me(Caller caller) {
        return caller;
    }

    @GetMapping("/api/v1/sample/publishers")
    String publishers(Caller caller) {
        Access.require(caller, Role.PUBLISHER, Role.CONSOLIDATOR);
        return "yes";
    }

    @GetMapping("/api/v1/sample/year")
    int year(@RequestParam int year) {
        return year;
    }

    @GetMapping("/api/v1/sample/everything")
    Everything everything() {
        return new Everything(
                null, new BigDecimal("1E+3"), LocalDate.of(2021, 3, 1), Instant.parse("2021-03-01T08:00:00.1Z"));
    }

    @PostMapping("/api/v1/sample")
    Sample echo(@RequestBody Sample sample) {
        return sample;
    }

    @PostMapping("/api/v1/sample/list")
    int list(@RequestBody List<Integer> numbers) {
        return numbers.size();
    }

    @GetMapping("/api/v1/sample/command/{what}")
    Object command(@PathVariable String what) {
        return commands.sendAndWait(new TestApplication.Try(what));
    }

    @GetMapping("/api/v1/sample/query/{what}")
    Object query(@PathVariable String what) {
        return queries.query(new TestApplication.Ask(what), ResponseTypes.instanceOf(String.class))
                .join();
    }

    @GetMapping("/api/v1/sample/fail/{how}")
    Object fail(@PathVariable String how) {
        throw switch (how) {
            case "violations" ->
                new RefusedException(
                        ProblemCode.INVALID_ACT,
                        "2 members are wrong",
                        List.of(new Violation("/data/count", "0 is too small")));
            case "database" -> new DataAccessResourceFailureException("secret of the inside");
            default ->
                Arrays.stream(ProblemCode.values())
                        .filter(code -> code.code().equals(how))
                        .findFirst()
                        .<RuntimeException>map(code -> new RefusedException(code, "refused with " + how))
                        .orElseGet(() -> new IllegalStateException("secret of the inside"));
        };
    }
}
