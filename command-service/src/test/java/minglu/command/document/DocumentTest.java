package minglu.command.document;

import static minglu.command.subject.Acts.act;
import static minglu.command.subject.Acts.decided;
import static minglu.command.subject.Acts.issued;
import static minglu.command.subject.Acts.received;
import static minglu.command.subject.Story.story;

import minglu.api.act.Act;
import minglu.api.problem.ProblemCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The life of a document: issued, in force, repealed. */
class DocumentTest {

    private static final Act REPEALED = act("2", "document-repealed", "2022-05-01", "{'cause':'expired'}");

    @ParameterizedTest
    @ValueSource(strings = {"regulation", "normative"})
    void anIssueOpensADocumentAndCountsItsKind(String kind) {
        story().when(act("1", "document-issued", "2021-03-01", "{'kind':'" + kind + "','title':'办法','revises':'GF-1'}"))
                .recorded("kind", kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"repealed", "expired", "superseded"})
    void aRepealCountsTheKindOfTheIssue(String cause) {
        story().given(issued("1", "2021-03-01"))
                .when(act("2", "document-repealed", "2022-05-01", "{'cause':'" + cause + "'}"))
                .recorded("kind", "normative", "cause", cause);
    }

    @Test
    void aDocumentLeavesForceOnce() {
        story().given(issued("1", "2021-03-01"), REPEALED)
                .when(act("3", "document-repealed", "2022-06-01", "{'cause':'repealed'}"))
                .refused(ProblemCode.DOCUMENT_NOT_IN_FORCE, "2022-05-01");
    }

    @Test
    void aRepealMayRepeatTheKindButNotNameAnotherOne() {
        story().given(issued("1", "2021-03-01"))
                .when(act("2", "document-repealed", "2022-05-01", "{'cause':'expired','kind':'normative'}"))
                .recorded("kind", "normative", "cause", "expired");
        story().given(issued("1", "2021-03-01"))
                .when(act("2", "document-repealed", "2022-05-01", "{'cause':'expired','kind':'regulation'}"))
                .refused(ProblemCode.OTHER_KIND, "normative", "regulation");
    }

    @Test
    void aRepealWithAKindOpensADocumentOfTheOpeningStock() {
        Act repeal = act("1", "document-repealed", "2021-05-01", "{'cause':'repealed','kind':'regulation'}");
        story().when(repeal).recorded("kind", "regulation", "cause", "repealed");

        story().given(repeal)
                .when(act("2", "document-repealed", "2021-06-01", "{'cause':'repealed'}"))
                .refused(ProblemCode.DOCUMENT_NOT_IN_FORCE, "2021-05-01");
        story().given(repeal).when(issued("2", "2021-06-01")).refused(ProblemCode.SUBJECT_EXISTS, "document");
    }

    @Test
    void aRepealWithoutAKindNeedsADocument() {
        story().when(REPEALED).refused(ProblemCode.UNKNOWN_SUBJECT, "document-repealed");
    }

    @Test
    void aRepealWithAKindOfARequestBelongsToAnotherKind() {
        story().given(received("1", "2021-03-01"))
                .when(act("2", "document-repealed", "2022-05-01", "{'cause':'expired','kind':'normative'}"))
                .refused(ProblemCode.OTHER_KIND, "is a request", "belongs to a document");
        story().given(issued("1", "2021-03-01"))
                .when(decided("2", "2021-03-20", "granted"))
                .refused(ProblemCode.OTHER_KIND, "is a document", "belongs to a request");
    }
}
