package minglu.command.document;

import java.time.LocalDate;
import java.util.SortedMap;
import minglu.api.act.ActData;
import minglu.api.document.DocumentIssued;
import minglu.api.document.DocumentKind;
import minglu.api.document.DocumentRepealed;
import minglu.api.problem.ProblemCode;
import minglu.command.subject.Facts;
import minglu.command.subject.Kind;
import minglu.command.subject.Rule;

/** A regulation or normative document: issued, in force, repealed (条例 20(1)). */
public final class DocumentLife implements Kind<DocumentLife.State> {

    /**
     * Where a document stands.
     *
     * @param kind its row of table two; null before the first act
     * @param repealedOn the day it left force; null while in force
     */
    public record State(DocumentKind kind, LocalDate repealedOn) {}

    @Override
    public State initial() {
        return new State(null, null);
    }

    @Override
    public SortedMap<String, String> decide(State state, ActData data, LocalDate occurredOn) {
        if (data instanceof DocumentIssued.Data issued) {
            return Facts.of("kind", issued.kind().code());
        }
        if (data instanceof DocumentRepealed.Data repealed) {
            Rule.verify(documentIsInForce(state), kindIsThatOfTheDocument(state, repealed));
            DocumentKind kind = state.kind() == null ? repealed.kind() : state.kind();
            return Facts.of("kind", kind.code(), "cause", repealed.cause().code());
        }
        throw new IllegalStateException(data.getClass() + " is not an act of a document");
    }

    private static Rule documentIsInForce(State state) {
        return new Rule(
                ProblemCode.DOCUMENT_NOT_IN_FORCE,
                "2021格式 二",
                state.repealedOn() != null,
                () -> "the document left force on " + state.repealedOn());
    }

    private static Rule kindIsThatOfTheDocument(State state, DocumentRepealed.Data repealed) {
        return new Rule(
                ProblemCode.OTHER_KIND,
                "2021格式 二",
                state.kind() != null && repealed.kind() != null && repealed.kind() != state.kind(),
                () -> "the document is a " + state.kind().code() + ", not a "
                        + repealed.kind().code());
    }

    @Override
    public State evolve(State state, ActData data, LocalDate occurredOn, SortedMap<String, String> facts) {
        if (data instanceof DocumentIssued.Data issued) {
            return new State(issued.kind(), null);
        }
        DocumentRepealed.Data repealed = (DocumentRepealed.Data) data;
        return new State(state.kind() == null ? repealed.kind() : state.kind(), occurredOn);
    }
}
