package minglu.query.follow;

import java.util.List;

/**
 * A projection that can be built anew beside its live rows: its rows are a pure fold of the events, and stand in generations
 * ({@link Generations}).
 */
public interface RebuiltProjection extends ParkingProjection {

    /** As {@link #write(List)}, into a generation. */
    void write(int generation, List<Followed> events);

    /** As {@link #writeParked(Followed)}, into a generation. */
    void writeParked(int generation, Followed event);
}
