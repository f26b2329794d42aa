package minglu.query.feed;

import java.util.HashSet;
import java.util.Set;
import minglu.platform.access.Caller;
import minglu.query.follow.Moments;
import minglu.query.units.ReadAccess;
import minglu.query.web.Parameters;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The feed over HTTP: {@code GET /api/v1/events?after=POSITION}. */
@RestController
class EventFeedController {

    private final EventFeed feed;
    private final ReadAccess access;
    private final Moments moments;

    EventFeedController(EventFeed feed, ReadAccess access, Moments moments) {
        this.feed = feed;
        this.access = access;
        this.moments = moments;
    }

    /**
     * A page. Everybody gets what belongs to the units whose cases it may read. Free texts are null unless asked for: a system
     * that counts has no use for what people wrote.
     */
    @GetMapping("/api/v1/events")
    EventFeed.Page events(Caller caller, @RequestParam MultiValueMap<String, String> query) {
        Parameters parameters = new Parameters(query, "after", "limit", "atLeast", "texts");
        long after = parameters
                .text("after")
                .map(text -> {
                    if (!text.matches("[0-9]{1,18}")) {
                        throw Parameters.invalid("parameter after must be a position, not " + text);
                    }
                    return Long.parseLong(text);
                })
                .orElse(0L);
        int limit = parameters.limit();
        boolean open = parameters
                .oneOf("texts", Set.of("true", "false"))
                .orElse("false")
                .equals("true");
        ReadAccess.verifyReads(caller);
        moments.resolve(parameters.moment(), Set.of());
        return feed.read(after, limit, new HashSet<>(access.casesWithin(caller, null)), open);
    }
}
