package minglu.command.subject;

import java.util.Optional;
import java.util.function.Function;
import minglu.api.act.ActEvent;
import minglu.api.act.Identifiers;
import minglu.api.document.DocumentKind;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.series.ClaimOpeningStock;
import minglu.api.series.OpeningStockClaimed;
import minglu.api.unit.UnitDefinition;
import minglu.command.reporting.ReturnDirectory;
import minglu.command.request.RequestSettings;
import minglu.command.unit.UnitDirectory;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Reads the gates from the event store. */
@Component
@EnableConfigurationProperties(RequestSettings.class)
class StoreGates implements Gates {

    private final UnitDirectory units;
    private final ReturnDirectory returns;
    private final EventStore store;
    private final RequestSettings requests;

    StoreGates(UnitDirectory units, ReturnDirectory returns, EventStore store, RequestSettings requests) {
        this.units = units;
        this.returns = returns;
        this.store = store;
        this.requests = requests;
    }

    @Override
    public UnitView recordingUnit(String unit, int year) {
        UnitDefinition definition = units.find(unit)
                .map(history -> history.definitionFor(year))
                .orElseThrow(() -> new RefusedException(ProblemCode.UNKNOWN_UNIT, "there is no unit " + unit));
        Rule.verify(new Rule(
                ProblemCode.UNIT_IS_NODE,
                "contract: units",
                definition.isNode(),
                () -> "unit " + unit + " is a government; its own acts are recorded by its office"));
        return new UnitView(unit, definition);
    }

    @Override
    public boolean openingStockIsCounted(String unit, DocumentKind kind) {
        return read(unit, ClaimOpeningStock.openingSubject(kind), History::isOpeningStockCounted);
    }

    @Override
    public boolean isIssuedBeforeReporting(String unit, String document) {
        return units.find(unit)
                .map(history -> history.latest().reportingFrom())
                .map(from -> read(unit, document, history -> history.isIssuedBefore(from)))
                .orElse(false);
    }

    @Override
    public Optional<String> closedBy(String unit, int year) {
        return units.owner(unit, year).filter(owner -> returns.isAccepted(owner, year));
    }

    private boolean read(String unit, String subject, Function<History, Boolean> question) {
        return question.apply(fold(store, Identifiers.subjectStream(unit, subject)));
    }

    @Override
    public RequestSettings requests() {
        return requests;
    }

    /** A subject as the store holds it; one without acts if there is none. */
    static History fold(EventStore store, String stream) {
        History history = new History();
        store.readEvents(stream).asStream().forEach(message -> evolve(history, message));
        return history;
    }

    /** Takes in a stored event of a subject. */
    static void evolve(History history, DomainEventMessage<?> message) {
        if (message.getPayload() instanceof ActEvent event) {
            history.evolve(event, message.getSequenceNumber());
        } else if (message.getPayload() instanceof OpeningStockClaimed claim) {
            history.evolve(claim);
        }
    }
}
