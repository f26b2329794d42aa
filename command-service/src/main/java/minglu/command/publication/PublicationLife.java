package minglu.command.publication;

import java.time.LocalDate;
import java.util.SortedMap;
import minglu.api.act.ActData;
import minglu.api.problem.ProblemCode;
import minglu.api.publication.ItemPublished;
import minglu.command.subject.Facts;
import minglu.command.subject.Kind;
import minglu.command.subject.Rule;

/** A published item; a withdrawn one stays counted as published and is counted as withdrawn. */
public final class PublicationLife implements Kind<PublicationLife.State> {

    /**
     * Where an item stands.
     *
     * @param withdrawnOn the day it was withdrawn; null while published
     */
    public record State(LocalDate withdrawnOn) {}

    @Override
    public State initial() {
        return new State(null);
    }

    @Override
    public SortedMap<String, String> decide(State state, ActData data, LocalDate occurredOn) {
        if (data instanceof ItemPublished.Data item) {
            return Facts.of(
                    "channel",
                    item.channel().code(),
                    "category",
                    item.category().code(),
                    "reviewed",
                    item.reviewedBy() == null ? null : "true");
        }
        Rule.verify(itemIsWithdrawnOnce(state));
        return Facts.NONE;
    }

    private static Rule itemIsWithdrawnOnce(State state) {
        return new Rule(
                ProblemCode.DOCUMENT_NOT_IN_FORCE,
                "contract: item-withdrawn",
                state.withdrawnOn() != null,
                () -> "the item was already withdrawn on " + state.withdrawnOn());
    }

    @Override
    public State evolve(State state, ActData data, LocalDate occurredOn, SortedMap<String, String> facts) {
        return data instanceof ItemPublished.Data ? new State(null) : new State(occurredOn);
    }
}
