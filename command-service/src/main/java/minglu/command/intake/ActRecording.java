package minglu.command.intake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToIntFunction;
import minglu.api.act.RecordActs;
import minglu.api.act.RecordedActs;
import minglu.api.act.RecordedActs.Answer;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.Refusal;
import minglu.platform.axon.UnitRouting;
import minglu.platform.node.WriteStanding;
import minglu.platform.problem.Refusals;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Sends batches of acts as commands, one for each group of units that one node decides for, and sees to it that each act is answered.
 * What met another writer, or whose outcome nobody knows, is sent again, a few times: first together, since acts are idempotent, at
 * last one by one, so that no act stands in the way of another.
 */
@Component
class ActRecording {

    private static final Logger LOG = LoggerFactory.getLogger(ActRecording.class);
    private static final int ATTEMPTS = 4;

    /** From this attempt on each act is a command of its own. */
    private static final int ALONE = 3;

    /** Longer than the sequencer lets a command wait; over Axon Server nothing else bounds it. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final CommandGateway gateway;
    private final WriteStanding standing;
    private final Duration patience;
    /** Acts of one partition are decided by one node. */
    private final ToIntFunction<RecordActs.ByUser> partition;

    @Autowired
    ActRecording(
            CommandGateway gateway,
            ObjectProvider<WriteStanding> standing,
            @Value("${axon.axonserver.enabled}") boolean severalNodes) {
        this(
                gateway,
                standing.getIfAvailable(() -> Optional::empty),
                PATIENCE,
                severalNodes ? act -> UnitRouting.partition(act.act().unit()) : act -> 0);
    }

    ActRecording(
            CommandGateway gateway,
            WriteStanding standing,
            Duration patience,
            ToIntFunction<RecordActs.ByUser> partition) {
        this.gateway = gateway;
        this.standing = standing;
        this.patience = patience;
        this.partition = partition;
    }

    /**
     * Records acts and waits for them.
     *
     * @param acts those of one subject are decided in this order
     * @return an answer for each, none of them unknown: what could not be found out is refused as {@code unavailable}
     */
    List<Answer> record(List<RecordActs.ByUser> acts) {
        long deadline = System.nanoTime() + patience.toNanos();
        Answer[] answers = new Answer[acts.size()];
        Arrays.fill(answers, Answer.UNKNOWN);
        for (int attempt = 1; attempt <= ATTEMPTS && deadline - System.nanoTime() > 0; attempt++) {
            List<Integer> open = open(answers);
            if (open.isEmpty()) {
                break;
            }
            send(acts, groups(acts, open, attempt >= ALONE), answers, deadline);
        }
        settleRest(answers);
        requireKnowledge(answers);
        return List.of(answers);
    }

    private static List<Integer> open(Answer[] answers) {
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < answers.length; i++) {
            if (answers[i].isUnknown()) {
                open.add(i);
            }
        }
        return open;
    }

    private Collection<List<Integer>> groups(List<RecordActs.ByUser> acts, List<Integer> open, boolean alone) {
        if (alone) {
            return open.stream().map(List::of).toList();
        }
        Map<Integer, List<Integer>> groups = new LinkedHashMap<>();
        open.forEach(act -> groups.computeIfAbsent(partition.applyAsInt(acts.get(act)), partition -> new ArrayList<>())
                .add(act));
        return groups.values();
    }

    /** Several groups are on their way at once, acts that are alone one after another. */
    private void send(List<RecordActs.ByUser> acts, Collection<List<Integer>> groups, Answer[] answers, long deadline) {
        boolean alone = groups.stream().allMatch(group -> group.size() == 1);
        Map<List<Integer>, CompletableFuture<RecordedActs>> sent = new LinkedHashMap<>();
        for (List<Integer> group : groups) {
            if (deadline - System.nanoTime() <= 0) {
                return;
            }
            CompletableFuture<RecordedActs> answer =
                    gateway.send(RecordActs.of(group.stream().map(acts::get).toList()));
            if (alone) {
                take(group, answer, answers, deadline);
            } else {
                sent.put(group, answer);
            }
        }
        sent.forEach((group, answer) -> take(group, answer, answers, deadline));
    }

    private static void take(
            List<Integer> group, CompletableFuture<RecordedActs> sent, Answer[] answers, long deadline) {
        try {
            List<Answer> found = sent.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)
                    .answers();
            for (int i = 0; i < group.size(); i++) {
                answers[group.get(i)] = found.get(i);
            }
        } catch (ExecutionException e) {
            Optional<Refusal> refusal = Refusals.of(e);
            refusal.ifPresent(why -> group.forEach(act -> answers[act] = Answer.refused(why)));
            if (refusal.isEmpty()) {
                LOG.warn("{} act(s) are sent again: {}", group.size(), e.getMessage());
            }
        } catch (TimeoutException e) {
            LOG.warn("{} act(s) were not answered in time", group.size());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void settleRest(Answer[] answers) {
        List<Integer> open = open(answers);
        if (open.isEmpty()) {
            return;
        }
        String faultId = UUID.randomUUID().toString();
        LOG.warn("The outcome of {} act(s) is not known, fault {}", open.size(), faultId);
        Answer unavailable = Answer.refused(Refusal.of(
                ProblemCode.UNAVAILABLE, "the outcome is not known; send the same again (fault " + faultId + ")"));
        open.forEach(act -> answers[act] = unavailable);
    }

    /** What refuses may have been decided on a history that another node has continued, as after a long pause of this one. */
    private void requireKnowledge(Answer[] answers) {
        boolean anyRefused = Arrays.stream(answers).anyMatch(answer -> answer.refusal() != null);
        if (!anyRefused) {
            return;
        }
        standing.obstacle().ifPresent(why -> {
            Answer unavailable = Answer.refused(Refusal.of(ProblemCode.UNAVAILABLE, "nothing was recorded: " + why));
            for (int i = 0; i < answers.length; i++) {
                answers[i] = answers[i].refusal() == null ? answers[i] : unavailable;
            }
        });
    }
}
