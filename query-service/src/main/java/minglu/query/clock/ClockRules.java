package minglu.query.clock;

/**
 * What no source settles about counting, and is therefore configured ({@code minglu.deadlines.*}). What the 条例 itself
 * says – working days for the answer, its extension, a correction notice – is not open, see {@link AnswerLaw}.
 *
 * @param countEventDay whether a period begins on the day of its event instead of the day after (民事诉讼法 85 by analogy: no)
 * @param consultationPause how long a consultation stops the clock
 * @param extension from when an extension runs
 * @param correctionWorkingDays working days for a correction whose notice names no day; 15 by the 江苏规范
 * @param consultationWorkingDays working days a consulted party has (条例 32, 34); counted from the day after sending, since the
 *     day the letter arrives is not recorded
 * @param paymentWorkingDays working days for a payment, from the day after the notice
 * @param paymentRestartsPeriod whether the period begins anew after a payment; else the wait is only left out
 */
public record ClockRules(
        boolean countEventDay,
        ConsultationPause consultationPause,
        ExtensionReading extension,
        int correctionWorkingDays,
        int consultationWorkingDays,
        int paymentWorkingDays,
        boolean paymentRestartsPeriod) {

    /** The readings that hold unless configured otherwise. */
    public static final ClockRules DEFAULT =
            new ClockRules(false, ConsultationPause.ACTUAL, ExtensionReading.ADDS, 15, 15, 20, true);

    /** Refuses periods of no length. */
    public ClockRules {
        if (correctionWorkingDays < 1 || consultationWorkingDays < 1 || paymentWorkingDays < 1) {
            throw new IllegalArgumentException("minglu.deadlines: correction-working-days " + correctionWorkingDays
                    + ", consultation-working-days " + consultationWorkingDays + " and payment-working-days "
                    + paymentWorkingDays + " must be at least 1");
        }
    }
}
