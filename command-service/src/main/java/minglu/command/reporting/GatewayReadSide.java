package minglu.command.reporting;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import minglu.api.log.CheckpointView;
import minglu.api.log.FindCheckpoint;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.reporting.FindReferenceFigures;
import minglu.api.reporting.PrepareReport;
import minglu.api.reporting.PreparedReport;
import minglu.api.reporting.ReferenceView;
import minglu.api.tables.CheckLine;
import minglu.api.tables.FindActsBehind;
import minglu.api.tables.FindTables;
import minglu.api.tables.FoundActsBehind;
import minglu.api.tables.Moment;
import minglu.api.tables.TablesView;
import minglu.platform.axon.StoreHead;
import minglu.platform.problem.Refusals;
import org.axonframework.queryhandling.QueryGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Asks the read side through the query gateway, for at least the head of the store. */
@Component
class GatewayReadSide implements ReadSide {

    private static final Logger LOG = LoggerFactory.getLogger(GatewayReadSide.class);

    /** The read side itself waits ten seconds at most; what comes later than this is lost. */
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final QueryGateway queries;
    private final StoreHead head;
    private final Duration notaryPatience;

    /** @param notaryPatience how long a publication waits for a checkpoint; a running notary signs about once a second */
    GatewayReadSide(
            QueryGateway queries,
            StoreHead head,
            @Value("${minglu.reporting.notary-patience:10s}") Duration notaryPatience) {
        this.queries = queries;
        this.head = head;
        this.notaryPatience = notaryPatience;
    }

    @Override
    public TablesView figures(String unit, int year) {
        return ask(new FindTables(unit, year, null, now(), null), TablesView.class);
    }

    @Override
    public PreparedReport report(String unit, int year) {
        return ask(new PrepareReport(unit, year, now()), PreparedReport.class);
    }

    @Override
    public List<CheckLine> actsBehind(String unit, int year, long position, List<CheckLine> checks) {
        try {
            return ask(new FindActsBehind(unit, year, position, checks), FoundActsBehind.class)
                    .checks();
        } catch (RefusedException e) {
            LOG.warn(
                    "The acts behind {} check(s) of {} for {} were not found: {}",
                    checks.size(),
                    unit,
                    year,
                    e.getMessage());
            return checks;
        }
    }

    @Override
    public ReferenceView reference(String unit, int year) {
        return ask(new FindReferenceFigures(unit, year, now()), ReferenceView.class);
    }

    @Override
    public String checkpoint() {
        FindCheckpoint query = new FindCheckpoint(head.position());
        long start = System.nanoTime();
        CheckpointView found = ask(query, CheckpointView.class);
        while (!found.covered() && found.pending() && System.nanoTime() - start < notaryPatience.toNanos()) {
            LockSupport.parkNanos(this, PAUSE.toNanos());
            found = ask(query, CheckpointView.class);
        }
        if (!found.covered()) {
            throw new RefusedException(
                    ProblemCode.UNAVAILABLE,
                    "nothing is published that the transparency log cannot prove: " + found.because()
                            + "; nothing was recorded");
        }
        return found.note();
    }

    private Moment now() {
        return Moment.atLeast(head.position());
    }

    private <R> R ask(Object query, Class<R> type) {
        CompletableFuture<R> answer = queries.query(query, type);
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new RefusedException(
                    ProblemCode.NOT_CAUGHT_UP,
                    "the read side did not answer within " + PATIENCE.toSeconds() + " s; nothing was recorded");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException(ProblemCode.UNAVAILABLE, "the server is stopping; nothing was recorded");
        } catch (ExecutionException e) {
            throw Refusals.of(e).map(RefusedException::new).orElseGet(() -> unavailable(query, e));
        }
    }

    private static RefusedException unavailable(Object query, ExecutionException e) {
        String faultId = UUID.randomUUID().toString();
        LOG.warn("Query {} failed, fault {}", query.getClass().getSimpleName(), faultId, e);
        return new RefusedException(
                ProblemCode.UNAVAILABLE, "the read side does not answer; nothing was recorded (fault " + faultId + ")");
    }
}
