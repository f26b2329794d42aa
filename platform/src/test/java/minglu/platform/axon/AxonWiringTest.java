package minglu.platform.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.Refusal;
import minglu.platform.HttpTest;
import minglu.platform.TestApplication.Ask;
import minglu.platform.TestApplication.SampleProjection;
import minglu.platform.TestApplication.Try;
import minglu.platform.problem.Refusals;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.updates.UpdateChecker;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** What a real application on the platform gets from Axon; each of these has a silent failure behind it. */
class AxonWiringTest extends HttpTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired
    private ApplicationContext context;

    @Autowired
    private CommandGateway commands;

    @Autowired
    private QueryGateway queries;

    @Autowired
    private EventStore events;

    @Autowired
    private Serializer serializer;

    @Autowired
    private EventProcessingConfiguration processing;

    @Test
    void theUpdateCheckerIsAbsentAndWroteNothing() throws IOException {
        assertThat(context.getBeanNamesForType(UpdateChecker.class)).isEmpty();
        assertThat(context.getBeanDefinitionNames()).noneMatch(name -> name.contains("UpdateChecker"));

        Path machineId = Path.of(System.getProperty("user.home"), ".axoniq", ".machine-id");
        assertThat(Files.notExists(machineId)
                        || Files.getLastModifiedTime(machineId).toMillis()
                                < ManagementFactory.getRuntimeMXBean().getStartTime())
                .as("%s was not written by this run", machineId)
                .isTrue();
    }

    @Test
    void theAdvertisementIsOff() {
        assertThat(System.getProperty("disable-axoniq-console-message")).isEqualTo("true");
    }

    @Test
    void commandsRunOnASimpleBusAndEventsOnTrackingProcessors() {
        assertThat(context.getBean(org.axonframework.commandhandling.CommandBus.class))
                .isInstanceOf(SimpleCommandBus.class);
        assertThat(processing.eventProcessor("sample")).get().isInstanceOf(TrackingEventProcessor.class);
        assertThat(context.getBean(ConnectionProvider.class)).isInstanceOf(SpringDataSourceConnectionProvider.class);
    }

    @Test
    void aReplayTokenSurvivesTheSerializer() {
        ReplayToken token = (ReplayToken) ReplayToken.createReplayToken(
                GapAwareTrackingToken.newInstance(42, List.of(7L)),
                GapAwareTrackingToken.newInstance(3, List.of()),
                "why");

        SerializedObject<byte[]> stored = serializer.serialize(token, byte[].class);
        ReplayToken read = serializer.deserialize(stored);

        assertThat(read).isEqualTo(token);
        assertThat(read.<Object>context()).isEqualTo("why");
    }

    @Test
    void decimalsStayExactAlsoAsTrees() {
        SerializedObject<byte[]> stored =
                serializer.serialize(Map.of("amount", new BigDecimal("12345678901234567.10")), byte[].class);

        assertThat(serializer
                        .getConverter()
                        .convert(stored, JsonNode.class)
                        .getData()
                        .path("amount")
                        .decimalValue())
                .isEqualTo(new BigDecimal("12345678901234567.10"));
    }

    @Test
    void aRefusalTravelsAsDetailsOfACommandAndOfAQuery() {
        assertThatThrownBy(() -> commands.sendAndWait(new Try("refuse")))
                .isInstanceOf(CommandExecutionException.class)
                .satisfies(failure -> assertThat(Refusals.of(failure)).get().satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo(ProblemCode.REQUEST_CLOSED);
                    assertThat(refusal.violations()).hasSize(1);
                }));
        assertThatThrownBy(() -> queries.query(new Ask("9.x"), ResponseTypes.instanceOf(String.class))
                        .join())
                .isInstanceOf(CompletionException.class)
                .satisfies(failure ->
                        assertThat(Refusals.of(failure)).map(Refusal::code).contains(ProblemCode.UNKNOWN_CELL));
    }

    @Test
    void aRefusalSurvivesTheWayBetweenProcesses() {
        Refusal refusal = Refusal.of(ProblemCode.FEE_MISMATCH, "100 and not 200");

        SerializedObject<byte[]> sent = serializer.serialize(refusal, byte[].class);

        assertThat((Refusal) serializer.deserialize(sent)).isEqualTo(refusal);
    }

    @Test
    void aConflictIsNotTakenForARefusal() {
        assertThatThrownBy(() -> commands.sendAndWait(new Try("conflict")))
                .isInstanceOf(ConcurrencyException.class)
                .satisfies(failure -> assertThat(Refusals.of(failure)).isEmpty());
    }

    @Test
    void eventsKeepTheActorAndTheTraceOfTheirCommand() {
        String actor = commands.sendAndWait(
                GenericCommandMessage.<Try>asCommandMessage(new Try("note")).andMetaData(Map.of("actor", "u-1")));

        assertThat(actor).isEqualTo("u-1");
        EventMessage<?> last = events.openStream(null)
                .asStream()
                .filter(event -> "u-1".equals(event.getMetaData().get("actor")))
                .findFirst()
                .orElseThrow();
        assertThat(last.getMetaData()).containsKeys("traceId", "correlationId");
    }

    @Test
    void aDuplicateKeyOfPostgresIsRecognised() {
        PersistenceExceptionResolver resolver = context.getBean(PersistenceExceptionResolver.class);
        BatchUpdateException batch = new BatchUpdateException();
        batch.initCause(new SQLException("duplicate key", "23505"));

        assertThat(resolver.isDuplicateKeyViolation(batch)).isTrue();
        assertThat(resolver.isDuplicateKeyViolation(new SQLException("disk full", "53100")))
                .isFalse();
    }

    @Test
    void aFailingHandlerStopsItsProcessorVisiblyAndGoesOnAfterTheRepair() {
        SampleProjection projection = context.getBean(SampleProjection.class);
        projection.broken.set(true);
        try {
            commands.sendAndWait(new Try("poison"));

            await().atMost(PATIENCE).untilAsserted(() -> {
                JsonNode health = body(send(asAdmin("/actuator/health")));
                assertThat(health.path("status").asString()).isEqualTo("DOWN");
                JsonNode sample = health.at("/components/processors/details/sample");
                assertThat(sample.path("state").asString()).isEqualTo("error");
                assertThat(sample.path("behind").asLong()).isPositive();
            });
        } finally {
            projection.broken.set(false);
        }
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode health = body(send(asAdmin("/actuator/health")));
            assertThat(health.path("status").asString()).isEqualTo("UP");
            assertThat(health.at("/components/processors/details/sample/behind").asLong(-1))
                    .isZero();
        });
        assertThat(send(asAdmin("/actuator/prometheus")).body())
                .contains("minglu_processor_lag{")
                .contains("processor=\"sample\"");
    }
}
