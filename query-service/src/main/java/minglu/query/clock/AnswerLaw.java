package minglu.query.clock;

import java.time.LocalDate;

/**
 * What the 条例 says of the time for an answer, as it was in force from a day on.
 *
 * @param validFrom the first day: an application received on it or later goes by this law until the next one is in force
 * @param title the regulation with its number
 * @param answerWorkingDays working days for the answer
 * @param extensionWorkingDays the most working days that an extension can add
 * @param correctionNoticeWorkingDays working days for the notice that an application needs correction; null where none are set
 * @param articles where it says so
 */
public record AnswerLaw(
        LocalDate validFrom,
        String title,
        int answerWorkingDays,
        int extensionWorkingDays,
        Integer correctionNoticeWorkingDays,
        Articles articles) {

    /**
     * The articles behind the steps and days of an explanation, Chinese.
     *
     * @param receipt from when the period counts
     * @param correction the correction of an application
     * @param consultation asking third parties
     * @param pause that this time is not counted
     * @param answer the paragraph of the working days
     * @param period its whole article
     * @param delay the delayed answer; null where the law knows none
     * @param fee the fee
     * @param payment its payment
     */
    public record Articles(
            String receipt,
            String correction,
            String consultation,
            String pause,
            String answer,
            String period,
            String delay,
            String fee,
            String payment) {}
}
