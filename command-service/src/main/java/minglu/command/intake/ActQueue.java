package minglu.command.intake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import minglu.api.act.Act;
import minglu.api.act.RecordActs;
import minglu.api.act.RecordedActs.Answer;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Single acts that are sent at the same moment share one batch: one thread takes all that wait, seals them, has
 * them recorded, and answers each.
 * While one batch is on its way the next one gathers, so that nobody waits for company.
 */
@Component
class ActQueue implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(ActQueue.class);
    private static final int MOST_WAITING = 10_000;
    private static final int MOST_AT_ONCE = 500;
    /** How soon an idle queue notices that the server stops. */
    private static final long IDLE_MILLIS = 200;

    /** Longer than a batch ever takes, with the one before it. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private record Waiting(RecordActs.ByUser act, CompletableFuture<Answer> answer) {}

    private final ActSealing sealing;
    private final ActRecording recording;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread thread;
    private volatile boolean stopping;

    ActQueue(ActSealing sealing, ActRecording recording) {
        this.sealing = sealing;
        this.recording = recording;
        this.thread = new Thread(this::work, "acts");
        thread.setDaemon(true);
        thread.start();
    }

    /** Seals an act, records it and waits for its answer, which is not unknown. */
    Answer record(RecordActs.ByUser act) {
        Waiting waiting = new Waiting(act, new CompletableFuture<>());
        if (stopping || !queue.offer(waiting)) {
            return unavailable("nothing was recorded: "
                    + (stopping ? "the server is stopping" : MOST_WAITING + " acts are waiting already")
                    + ". Try again later.");
        }
        try {
            return waiting.answer().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("an act could not be recorded", e.getCause());
        } catch (TimeoutException e) {
            return unavailable("no answer within " + PATIENCE.toSeconds() + " s; send the same again");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unavailable("the server is stopping; send the same again");
        }
    }

    private static Answer unavailable(String why) {
        return Answer.refused(Refusal.of(ProblemCode.UNAVAILABLE, why));
    }

    private void work() {
        List<Waiting> batch = new ArrayList<>(MOST_AT_ONCE);
        while (!stopping || !queue.isEmpty()) {
            try {
                Waiting first = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, MOST_AT_ONCE - 1);
                    record(batch);
                    batch.clear();
                }
            } catch (InterruptedException e) {
                // Only at the very end; who still waits is told so by its own patience.
                return;
            }
        }
    }

    private void record(List<Waiting> batch) {
        try {
            List<Answer> answers = recording.record(sealed(batch));
            for (int i = 0; i < answers.size(); i++) {
                batch.get(i).answer().complete(answers.get(i));
            }
        } catch (RuntimeException | Error e) {
            LOG.error("A batch of {} act(s) failed", batch.size(), e);
            batch.forEach(waiting -> waiting.answer().completeExceptionally(e));
        }
    }

    private List<RecordActs.ByUser> sealed(List<Waiting> batch) {
        List<Act> sealed = sealing.sealAll(
                batch.stream().map(waiting -> waiting.act().act()).toList());
        List<RecordActs.ByUser> acts = new ArrayList<>(sealed.size());
        for (int i = 0; i < sealed.size(); i++) {
            acts.add(new RecordActs.ByUser(sealed.get(i), batch.get(i).act().actor()));
        }
        return acts;
    }

    /** Acts that wait are still recorded. */
    @Override
    public void destroy() throws InterruptedException {
        stopping = true;
        thread.join(PATIENCE.toMillis());
    }
}
