package minglu.command.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.Refusal;
import minglu.api.problem.RefusedException;
import minglu.platform.access.Caller;
import minglu.platform.access.Role;
import minglu.platform.node.WriteStanding;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;

class CommandSenderTest {

    private record Do(String what) {}

    private static final Caller CALLER =
            new Caller(UUID.randomUUID().toString(), "anybody", EnumSet.of(Role.IMPORTER), null);

    private final AtomicInteger attempts = new AtomicInteger();
    private String obstacle;
    private final CommandBus bus = SimpleCommandBus.builder().build();
    private final CommandSender sender = sender(bus, Duration.ofSeconds(25));

    private CommandSender sender(CommandBus bus, Duration patience) {
        WriteStanding standing = () -> Optional.ofNullable(obstacle);
        return new CommandSender(DefaultCommandGateway.builder().commandBus(bus).build(), standing, patience);
    }

    private void handle(MessageHandler<CommandMessage<?>> handler) {
        bus.subscribe(Do.class.getName(), message -> {
            attempts.incrementAndGet();
            return handler.handle(message);
        });
    }

    private static void isUnavailable(Throwable failure) {
        assertThat(failure).isInstanceOfSatisfying(RefusedException.class, refused -> {
            assertThat(refused.refusal().code()).isEqualTo(ProblemCode.UNAVAILABLE);
            assertThat(refused.refusal().detail())
                    .contains("send the same again")
                    .doesNotContain("secret");
        });
    }

    @Test
    void a_conflict_is_answered_by_deciding_again() {
        handle(message -> {
            if (attempts.get() < 3) {
                throw new ConcurrencyException("another writer was faster");
            }
            return "done";
        });

        assertThat(sender.send(new Do("it"), CALLER)).isEqualTo("done");
        assertThat(attempts).hasValue(3);
    }

    @Test
    void a_refusal_is_not_believed_where_another_node_may_have_written_meanwhile() {
        handle(message -> {
            // Decided before the pause in which the other node took over; told after it.
            obstacle = "this node cannot make sure that no other node writes";
            throw new RefusedException(ProblemCode.UNKNOWN_SUBJECT, "there is no subject SQ-1");
        });

        assertThatThrownBy(() -> sender.send(new Do("it"), CALLER))
                .isInstanceOfSatisfying(RefusedException.class, refused -> {
                    assertThat(refused.refusal().code()).isEqualTo(ProblemCode.UNAVAILABLE);
                    assertThat(refused.refusal().detail()).contains("no other node writes");
                });
    }

    @Test
    void a_refusal_is_final_also_when_it_came_from_another_process_as_details() {
        Refusal refusal = Refusal.of(ProblemCode.REQUEST_CLOSED, "closed since 2021-03-01");
        handle(message -> {
            throw new CommandExecutionException("text", null, refusal);
        });

        assertThatThrownBy(() -> sender.send(new Do("it"), CALLER))
                .isInstanceOfSatisfying(RefusedException.class, refused -> assertThat(refused.refusal())
                        .isEqualTo(refusal));
        assertThat(attempts).hasValue(1);
    }

    @Test
    void after_the_last_attempt_the_outcome_is_unknown() {
        handle(message -> {
            throw new IllegalStateException("secret of the inside");
        });

        assertThatThrownBy(() -> sender.send(new Do("it"), CALLER)).satisfies(CommandSenderTest::isUnavailable);
        assertThat(attempts).hasValue(4);
    }

    @Test
    void an_answer_that_never_comes_is_not_waited_for_longer_than_the_time_allowed() {
        CommandSender impatient = sender(new NobodyAnswers(attempts), Duration.ofMillis(200));

        assertThatThrownBy(() -> impatient.send(new Do("it"), CALLER)).satisfies(CommandSenderTest::isUnavailable);
        assertThat(attempts).hasValueBetween(1, 2);
    }

    /** As a node that died with the command, or a server that is away. */
    private record NobodyAnswers(AtomicInteger attempts) implements CommandBus {

        @Override
        public <C> void dispatch(CommandMessage<C> command) {
            attempts.incrementAndGet();
        }

        @Override
        public <C, R> void dispatch(CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
            attempts.incrementAndGet();
        }

        @Override
        public Registration subscribe(String name, MessageHandler<? super CommandMessage<?>> handler) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Registration registerHandlerInterceptor(
                MessageHandlerInterceptor<? super CommandMessage<?>> interceptor) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Registration registerDispatchInterceptor(
                MessageDispatchInterceptor<? super CommandMessage<?>> interceptor) {
            throw new UnsupportedOperationException();
        }
    }
}
