package minglu.query.ledger;

import java.util.List;
import minglu.api.act.ActEvent;
import minglu.api.ledger.Posting;

/** How an act becomes postings: {@link minglu.api.ledger.Poster}. A pure function. */
@FunctionalInterface
public interface PostingRules {

    /**
     * The postings of an event.
     *
     * @throws IllegalStateException if a counting fact is missing, not known, or has a value that is not known
     */
    List<Posting> post(ActEvent event);
}
