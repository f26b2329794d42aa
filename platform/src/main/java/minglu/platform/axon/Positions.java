package minglu.platform.axon;

import java.util.List;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;

/**
 * Positions (contract section 3: the first event has position 1) from Axon's tokens. Our store numbers events like that; Axon
 * Server and Axon's store in memory count from 0.
 */
public final class Positions {

    private Positions() {}

    /**
     * The position up to which a token has seen everything.
     *
     * @param token of an event or of a processor; null: nothing seen yet
     * @return 0 or more
     * @throws IllegalStateException for a kind of token that no store of ours gives
     */
    public static long of(TrackingToken token) {
        TrackingToken bare = WrappedToken.unwrapLowerBound(token);
        if (bare == null) {
            return 0;
        }
        if (bare instanceof GapAwareTrackingToken gapAware) {
            return Math.max(0, gapAware.getIndex());
        }
        if (bare instanceof GlobalSequenceTrackingToken global) {
            return global.getGlobalIndex() + 1;
        }
        throw new IllegalStateException("A token of " + bare.getClass().getName() + " has no position: " + bare);
    }

    /**
     * A token from which reading goes on after a position.
     *
     * @param position 0 or more
     * @param like a token of the same store; null: an empty store
     * @return null for the beginning of a store
     * @throws IllegalStateException for a kind of token that no store of ours gives
     */
    public static TrackingToken token(long position, TrackingToken like) {
        TrackingToken bare = WrappedToken.unwrapLowerBound(like);
        if (position == 0 || bare == null) {
            return null;
        }
        if (bare instanceof GapAwareTrackingToken) {
            return GapAwareTrackingToken.newInstance(position, List.of());
        }
        if (bare instanceof GlobalSequenceTrackingToken) {
            return new GlobalSequenceTrackingToken(position - 1);
        }
        throw new IllegalStateException("A token of " + bare.getClass().getName() + " has no position: " + bare);
    }
}
