package minglu.query.rebuild;

import java.net.URI;
import java.util.Set;
import minglu.platform.access.Access;
import minglu.platform.access.Caller;
import minglu.platform.access.Role;
import minglu.query.follow.Generations;
import minglu.query.follow.Moments;
import minglu.query.follow.Progress;
import minglu.query.web.Parameters;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The read side as a whole over HTTP: administrators have it rebuilt, administrators and inspectors see what was found. */
@RestController
@RequestMapping("/api/v1/read-side")
class RebuildController {

    private static final String REBUILDS = "/api/v1/read-side/rebuilds/";

    private final Rebuilds rebuilds;
    private final Generations generations;
    private final Progress progress;

    RebuildController(Rebuilds rebuilds, Generations generations, Progress progress) {
        this.rebuilds = rebuilds;
        this.generations = generations;
        this.progress = progress;
    }

    /**
     * The read side.
     *
     * @param generation number of the rows that are read
     * @param position position that ledger and cases have reached
     * @param drift in how many rows they are known to differ from the events
     * @param running the rebuild or check that is running, or null
     * @param last the last one that compared everything, or null
     */
    record ReadSide(int generation, long position, long drift, RebuildView running, RebuildView last) {}

    @GetMapping
    ReadSide state(Caller caller, @RequestParam MultiValueMap<String, String> query) {
        Access.require(caller, Role.ADMIN, Role.INSPECTOR);
        new Parameters(query);
        return new ReadSide(
                generations.live(),
                progress.reached(Set.of(Moments.LEDGER, "cases")),
                rebuilds.drift(),
                rebuilds.underWay().orElse(null),
                rebuilds.last().orElse(null));
    }

    @PostMapping("/rebuilds")
    ResponseEntity<RebuildView> start(Caller caller) {
        Access.require(caller, Role.ADMIN);
        RebuildView started = rebuilds.start();
        return ResponseEntity.accepted()
                .location(URI.create(REBUILDS + started.rebuild()))
                .body(started);
    }

    @GetMapping("/rebuilds/{rebuild}")
    RebuildView find(Caller caller, @PathVariable String rebuild, @RequestParam MultiValueMap<String, String> query) {
        Access.require(caller, Role.ADMIN, Role.INSPECTOR);
        new Parameters(query);
        return rebuilds.find(rebuild.matches("[0-9]{1,9}") ? Integer.parseInt(rebuild) : 0);
    }
}
