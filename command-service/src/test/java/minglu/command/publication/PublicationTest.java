package minglu.command.publication;

import static minglu.command.subject.Acts.act;
import static minglu.command.subject.Story.story;

import minglu.api.act.Act;
import minglu.api.problem.ProblemCode;
import org.junit.jupiter.api.Test;

/** A published item, and its withdrawal. */
class PublicationTest {

    private static final Act PUBLISHED =
            act("1", "item-published", "2021-03-01", "{'channel':'wechat','category':'dynamics'}");

    @Test
    void anItemCountsItsChannelCategoryAndReview() {
        story().when(PUBLISHED).recorded("channel", "wechat", "category", "dynamics");
        story().when(act(
                        "1",
                        "item-published",
                        "2021-03-01",
                        "{'channel':'press-conference','category':'other','reviewedBy':'王五'}"))
                .recorded("channel", "press-conference", "category", "other", "reviewed", "true");
    }

    @Test
    void anItemIsWithdrawnOnceAndStaysCounted() {
        story().given(PUBLISHED)
                .when(act("2", "item-withdrawn", "2021-03-05", "{}"))
                .recorded();
        story().given(PUBLISHED, act("2", "item-withdrawn", "2021-03-05", "{}"))
                .when(act("3", "item-withdrawn", "2021-03-06", "{}"))
                .refused(ProblemCode.DOCUMENT_NOT_IN_FORCE, "already withdrawn on 2021-03-05");
    }

    @Test
    void anItemIsPublishedOnce() {
        story().given(PUBLISHED)
                .when(act("2", "item-published", "2021-03-05", "{'channel':'weibo','category':'other'}"))
                .refused(ProblemCode.SUBJECT_EXISTS, "as a publication");
    }

    @Test
    void aWithdrawalNeedsAnItem() {
        story().when(act("2", "item-withdrawn", "2021-03-05", "{}")).refused(ProblemCode.UNKNOWN_SUBJECT);
    }
}
