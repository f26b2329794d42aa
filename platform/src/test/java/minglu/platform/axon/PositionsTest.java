package minglu.platform.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.MultiSourceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.junit.jupiter.api.Test;

class PositionsTest {

    @Test
    void theFirstEventHasPositionOneInBothStores() {
        assertThat(Positions.of(GapAwareTrackingToken.newInstance(1, List.of())))
                .isEqualTo(1);
        assertThat(Positions.of(new GlobalSequenceTrackingToken(0))).isEqualTo(1);
    }

    @Test
    void nothingSeenIsPositionZero() {
        assertThat(Positions.of(null)).isZero();
        assertThat(Positions.of(GapAwareTrackingToken.newInstance(-1, List.of())))
                .isZero();
    }

    @Test
    void aReplayStandsWhereItHasGotTo() {
        assertThat(Positions.of(ReplayToken.createReplayToken(
                        GapAwareTrackingToken.newInstance(90, List.of()),
                        GapAwareTrackingToken.newInstance(12, List.of()))))
                .isEqualTo(12);
    }

    @Test
    void anUnknownKindOfTokenIsNotGuessed() {
        assertThatThrownBy(() -> Positions.of(new MultiSourceTrackingToken(Map.of())))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aTokenOfThePlaceToReadOnFromIsOfTheKindOfItsStore() {
        GapAwareTrackingToken ours = GapAwareTrackingToken.newInstance(90, List.of());
        assertThat(Positions.token(12, ours)).isEqualTo(GapAwareTrackingToken.newInstance(12, List.of()));
        assertThat(Positions.of(Positions.token(12, new GlobalSequenceTrackingToken(89))))
                .isEqualTo(12);
        assertThat(Positions.token(0, ours)).isNull();
        assertThat(Positions.token(12, null)).isNull();
        assertThatThrownBy(() -> Positions.token(12, new MultiSourceTrackingToken(Map.of())))
                .isInstanceOf(IllegalStateException.class);
    }
}
