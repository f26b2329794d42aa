package minglu.command.intake;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.Refusal;
import minglu.api.problem.RefusedException;
import minglu.platform.access.Caller;
import minglu.platform.node.WriteStanding;
import minglu.platform.problem.Refusals;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Sends idempotent commands. A refusal is final; whatever else goes wrong – a conflict with another writer, a lost connection, an
 * outcome nobody knows – is answered by sending the same command again, a few times.
 */
@Component
public class CommandSender {

    private static final Logger LOG = LoggerFactory.getLogger(CommandSender.class);
    private static final int ATTEMPTS = 4;

    /** Longer than the sequencer lets a command wait; over Axon Server nothing else bounds it. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final CommandGateway gateway;
    private final WriteStanding standing;
    private final Duration patience;

    @Autowired
    CommandSender(CommandGateway gateway, ObjectProvider<WriteStanding> standing) {
        this(gateway, standing.getIfAvailable(() -> Optional::empty), PATIENCE);
    }

    CommandSender(CommandGateway gateway, WriteStanding standing, Duration patience) {
        this.gateway = gateway;
        this.standing = standing;
        this.patience = patience;
    }

    /**
     * Sends a command and waits for its answer.
     *
     * @param command idempotent: sent twice it has one effect
     * @param caller on whose behalf; only the opaque id enters the events' metadata
     * @throws RefusedException by a rule, or {@code unavailable} after the last attempt, or when the time is up
     */
    public Object send(Object command, Caller caller) {
        long start = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            try {
                return gateway.sendAndWait(
                        GenericCommandMessage.asCommandMessage(command).andMetaData(Map.of("actor", caller.id())),
                        Math.max(1, leftNanos(start)),
                        TimeUnit.NANOSECONDS);
            } catch (RuntimeException e) {
                Optional<Refusal> refusal = Refusals.of(e);
                if (refusal.isPresent()) {
                    requireKnowledge();
                    throw new RefusedException(refusal.get());
                }
                if (attempt == ATTEMPTS || leftNanos(start) <= 0) {
                    String faultId = UUID.randomUUID().toString();
                    LOG.warn(
                            "Command {} failed {} times, fault {}",
                            command.getClass().getSimpleName(),
                            attempt,
                            faultId,
                            e);
                    throw new RefusedException(
                            ProblemCode.UNAVAILABLE,
                            "the outcome is not known; send the same again (fault " + faultId + ")");
                }
            }
        }
    }

    private long leftNanos(long start) {
        return patience.toNanos() - (System.nanoTime() - start);
    }

    /** What refuses may have been decided on a history that another node has continued, as after a long pause of this one. */
    private void requireKnowledge() {
        standing.obstacle().ifPresent(why -> {
            throw new RefusedException(ProblemCode.UNAVAILABLE, "nothing was recorded: " + why);
        });
    }
}
