package minglu.command.imports;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import minglu.api.act.Act;
import minglu.api.act.ActEvent;
import minglu.api.act.ActForm;
import minglu.api.series.OpeningStockClaimed;
import minglu.command.intake.ActIntake;
import minglu.command.intake.ActReceipt;
import minglu.command.sequencer.Positions;
import minglu.command.sequencer.Receipt;
import minglu.command.subject.History;
import minglu.platform.access.Caller;
import minglu.platform.text.ActDigest;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Ties imports to the intake of acts and to the event store. */
@Configuration(proxyBeanMethods = false)
class ImportConfiguration {

    @Bean
    RowIntake rowIntake(ActIntake intake, ActDigest digest) {
        return new RowIntake() {
            @Override
            public void checkScope(Caller caller, Act act) {
                intake.checkScope(caller, act);
            }

            @Override
            public List<Act> sealAll(List<Act> plain) {
                return intake.sealAll(plain);
            }

            @Override
            public CompletableFuture<ActReceipt> submit(Act sealed, Caller caller) {
                return intake.submit(sealed, caller);
            }

            @Override
            public Act withDigest(Act plain) {
                return new Act(
                        plain.unit(),
                        plain.subject(),
                        plain.id(),
                        plain.type(),
                        plain.occurredOn(),
                        plain.data(),
                        plain.reason(),
                        plain.late(),
                        digest.of(ActForm.normalisedContent(plain).getBytes(StandardCharsets.UTF_8)));
            }
        };
    }

    @Bean
    StoredSubjects storedSubjects(EventStore store, Positions positions) {
        return new StoredSubjects() {
            @Override
            public Stored fold(String stream) {
                History history = new History();
                long[] events = {0};
                store.readEvents(stream).asStream().forEach(message -> {
                    if (message.getPayload() instanceof ActEvent event) {
                        history.evolve(event, message.getSequenceNumber());
                    } else if (message.getPayload() instanceof OpeningStockClaimed claim) {
                        history.evolve(claim);
                    }
                    events[0] = message.getSequenceNumber() + 1;
                });
                return new Stored(history, events[0]);
            }

            @Override
            public Optional<Long> position(String stream, long sequence) {
                return positions.locate(stream, sequence).map(Receipt::position);
            }
        };
    }
}
