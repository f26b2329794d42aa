package minglu.command.request;

import java.math.BigDecimal;
import minglu.api.request.FeeBasis;

/**
 * The statutory 信息处理费 (收费办法 4, 5). Both ways are progressive by part (超额累进): a higher rate applies only to what lies
 * above its step.
 */
final class ProcessingFee {

    private static final long FREE_REQUESTS = 10;
    private static final long FIRST_STEP_END = 30;
    private static final long REQUESTS_PER_STEP = 10;
    private static final long YUAN_PER_STEP = 100;

    private ProcessingFee() {}

    /**
     * What one notice charges, in yuan.
     *
     * @param basis per-request: the price of this one application, {@code quantity} being its number in the applicant's
     *     calendar month; per-page: the price of all pages
     * @param quantity 1 or more
     * @return 0 or more
     */
    static BigDecimal yuan(FeeBasis basis, long quantity) {
        return BigDecimal.valueOf(basis == FeeBasis.PER_REQUEST ? requestYuan(quantity) : pagesYuan(quantity));
    }

    /** 1–10 free, 11–30: 100 yuan each, then 100 yuan more for each started ten: 31–40: 200, 41–50: 300, … */
    private static long requestYuan(long number) {
        if (number <= FREE_REQUESTS) {
            return 0;
        }
        if (number <= FIRST_STEP_END) {
            return YUAN_PER_STEP;
        }
        return YUAN_PER_STEP * (2 + (number - FIRST_STEP_END - 1) / REQUESTS_PER_STEP);
    }

    /** Up to 30 pages free, 31–100: 10 yuan a page, 101–200: 20, above: 40. */
    private static long pagesYuan(long pages) {
        return 10 * within(pages, 30, 100) + 20 * within(pages, 100, 200) + 40 * within(pages, 200, Long.MAX_VALUE);
    }

    private static long within(long pages, long above, long upTo) {
        return Math.max(0, Math.min(pages, upTo) - above);
    }
}
