package minglu.command.imports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import minglu.api.act.Act;
import minglu.api.act.Identifiers;
import minglu.api.document.DocumentIssued;
import minglu.api.document.DocumentKind;
import minglu.api.series.ClaimOpeningStock;

/**
 * Keeps the rows of one subject in file order while those of others go on: a row has the lane of its subject for itself and starts
 * when the row before it has ended.
 *
 * <p>Whether a document or a count of the opening stock is accepted depends on the other (contract: dates). So a row that issues
 * or corrects shares the lane of the opening stock of its unit and kind: such rows run beside each other, but never beside a row
 * of the opening stock itself.
 *
 * <p>The number of lanes bounds the memory, whatever the size of the file; two subjects may fall into one lane, which only makes
 * one wait. Used by one thread.
 */
final class Lanes {

    private static final int LANES = 4096;
    private static final CompletableFuture<Void> NOTHING = CompletableFuture.completedFuture(null);

    /** What the next row of a lane has to wait for. */
    private static final class Lane {
        private CompletableFuture<Void> exclusive = NOTHING;
        private CompletableFuture<Void> shared = NOTHING;
    }

    private final Lane[] lanes = new Lane[LANES];

    Lanes() {
        Arrays.setAll(lanes, i -> new Lane());
    }

    /**
     * Runs a row when its turn comes.
     *
     * @param act the act of the row
     * @param task starts the row and does not block
     * @return completes as the task does
     */
    <T> CompletableFuture<T> run(Act act, Supplier<CompletableFuture<T>> task) {
        Lane own = lane(act.unit(), act.subject());
        List<Lane> others =
                shared(act).stream().filter(lane -> lane != own).distinct().toList();
        List<CompletableFuture<Void>> before = new ArrayList<>(List.of(own.exclusive, own.shared));
        others.forEach(lane -> before.add(lane.exclusive));
        CompletableFuture<T> result = CompletableFuture.allOf(before.toArray(CompletableFuture[]::new))
                .thenCompose(ready -> task.get());
        CompletableFuture<Void> ended = result.handle((value, failure) -> null);
        own.exclusive = ended;
        own.shared = NOTHING;
        others.forEach(lane -> lane.shared = CompletableFuture.allOf(lane.shared, ended));
        return result;
    }

    private List<Lane> shared(Act act) {
        if (act.data() instanceof DocumentIssued.Data issued) {
            return List.of(opening(act.unit(), issued.kind()));
        }
        // Of a correction nobody knows yet which kind of subject it corrects.
        return act.type().corrects()
                ? Arrays.stream(DocumentKind.values())
                        .map(kind -> opening(act.unit(), kind))
                        .toList()
                : List.of();
    }

    private Lane opening(String unit, DocumentKind kind) {
        return lane(unit, ClaimOpeningStock.openingSubject(kind));
    }

    private Lane lane(String unit, String subject) {
        return lanes[Math.floorMod(Identifiers.subjectStream(unit, subject).hashCode(), LANES)];
    }
}
