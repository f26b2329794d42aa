package minglu.query.follow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import minglu.query.follow.ParkedEvents.Letter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Tries parked events again. */
@Component
public class DeadLetters {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final int PAGE = 100;

    private final ParkedEvents parked;
    private final ObjectProvider<Projection<?>> projections;
    private final EventHistory history;
    private final EventTimes times;
    private final WriteTurns turns;
    private final Generations generations;
    private final TransactionTemplate transactions;

    DeadLetters(
            ParkedEvents parked,
            ObjectProvider<Projection<?>> projections,
            EventHistory history,
            EventTimes times,
            WriteTurns turns,
            Generations generations,
            TransactionTemplate transactions) {
        this.parked = parked;
        this.projections = projections;
        this.history = history;
        this.times = times;
        this.turns = turns;
        this.generations = generations;
        this.transactions = transactions;
    }

    /**
     * What came of a retry.
     *
     * @param retried how many were tried
     * @param posted how many of them were taken in
     */
    public record Outcome(int retried, int posted) {}

    /** Tries every parked event once, in the order of positions; each is taken in, or stays parked with the cause of this time. */
    public Outcome retry() {
        Map<String, Projection<?>> byName =
                projections.stream().collect(Collectors.toMap(Projection::name, Function.identity()));
        int retried = 0;
        int posted = 0;
        for (Letter letter : all()) {
            Followed event = read(letter.position());
            retried++;
            if (Boolean.TRUE.equals(transactions.execute(status -> isTaken(byName, letter, event)))) {
                posted++;
            }
        }
        return new Outcome(retried, posted);
    }

    private List<Letter> all() {
        List<Letter> all = new ArrayList<>();
        List<Letter> page = parked.list(0, "", PAGE);
        while (!page.isEmpty()) {
            all.addAll(page);
            Letter last = page.get(page.size() - 1);
            page = parked.list(last.position(), last.projection(), PAGE);
        }
        return all;
    }

    private Followed read(long position) {
        try (EventHistory.Reader reader = history.after(position - 1)) {
            Followed event = reader.next();
            // The time it was given when its turn came: the clock of the node that wrote it may have been behind.
            return times.recordedAt(position).map(event::notBefore).orElse(event);
        }
    }

    private boolean isTaken(Map<String, Projection<?>> byName, Letter letter, Followed event) {
        // Alone, since rows that sum up others are extended by hand.
        turns.alone();
        if (parked.find(letter.projection(), letter.position()).isEmpty()) {
            return false;
        }
        Projection<?> projection = byName.get(letter.projection());
        Optional<Parked> refusal = projection == null
                ? Optional.of(new Parked(event.payload(), letter.event(), "this version has no such projection"))
                : refusalOrWrite(projection, event);
        if (refusal.isPresent()) {
            parked.triedInVain(
                    letter.projection(), letter.position(), refusal.get().cause());
            return false;
        }
        parked.remove(letter.projection(), letter.position());
        LOG.info("projection {} took in the parked event at position {}", letter.projection(), letter.position());
        return true;
    }

    private <R> Optional<Parked> refusalOrWrite(Projection<R> projection, Followed event) {
        Examined<R> examined = Examination.of(projection, event);
        if (!examined.isRefused()) {
            projection.writeParked(generations.live(), examined);
        }
        return Optional.ofNullable(examined.refusal());
    }
}
