package minglu.command.request;

import java.math.BigDecimal;
import java.util.List;
import minglu.api.request.FeeBasis;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The 信息处理费 (收费办法 4, 5); the defaults are the statutory steps, in the reading that 31–40 applications cost 200 yuan each, 41–50
 * 300, and so on. Both ways are progressive by part (超额累进): a higher rate applies only to what lies above its step.
 *
 * @param freeRequests applications of one applicant in a calendar month that are free, 0 or more
 * @param firstStepEnd last application that costs {@code yuanPerStep}; at least {@code freeRequests}
 * @param requestsPerStep applications of each further step, 1 or more
 * @param yuanPerStep what an application of the first step costs, and how much more one of each further step; in yuan, 0 or more
 * @param pagesAbove the steps by pages: a rate applies to the pages above its step; increasing
 * @param yuanPerPage the rates of these steps, in yuan
 */
public record FeeRates(
        @DefaultValue("10") long freeRequests,
        @DefaultValue("30") long firstStepEnd,
        @DefaultValue("10") long requestsPerStep,
        @DefaultValue("100") long yuanPerStep,
        @DefaultValue({"30", "100", "200"}) List<Long> pagesAbove,
        @DefaultValue({"10", "20", "40"}) List<Long> yuanPerPage) {

    /** The steps of the 收费办法. */
    public static final FeeRates STATUTORY =
            new FeeRates(10, 30, 10, 100, List.of(30L, 100L, 200L), List.of(10L, 20L, 40L));

    /** @throws IllegalStateException if the steps make no sense */
    public FeeRates {
        pagesAbove = List.copyOf(pagesAbove);
        yuanPerPage = List.copyOf(yuanPerPage);
        boolean increasing = pagesAbove.stream().sorted().distinct().toList().equals(pagesAbove);
        if (freeRequests < 0
                || firstStepEnd < freeRequests
                || requestsPerStep < 1
                || yuanPerStep < 0
                || !increasing
                || pagesAbove.stream().anyMatch(pages -> pages < 0)
                || yuanPerPage.stream().anyMatch(yuan -> yuan < 0)
                || pagesAbove.size() != yuanPerPage.size()) {
            throw new IllegalStateException(
                    "minglu.requests.fee holds steps that do not increase, or not a rate for each step");
        }
    }

    /**
     * What one notice charges, in yuan.
     *
     * @param basis per-request: the price of this one application, {@code quantity} being its number in the applicant's
     *     calendar month; per-page: the price of all pages
     * @param quantity 1 or more
     * @return 0 or more
     */
    BigDecimal yuan(FeeBasis basis, long quantity) {
        return BigDecimal.valueOf(basis == FeeBasis.PER_REQUEST ? requestYuan(quantity) : pagesYuan(quantity));
    }

    private long requestYuan(long number) {
        if (number <= freeRequests) {
            return 0;
        }
        if (number <= firstStepEnd) {
            return yuanPerStep;
        }
        return yuanPerStep * (2 + (number - firstStepEnd - 1) / requestsPerStep);
    }

    private long pagesYuan(long pages) {
        long yuan = 0;
        for (int i = 0; i < pagesAbove.size(); i++) {
            long upTo = i + 1 < pagesAbove.size() ? pagesAbove.get(i + 1) : Long.MAX_VALUE;
            yuan += yuanPerPage.get(i) * Math.max(0, Math.min(pages, upTo) - pagesAbove.get(i));
        }
        return yuan;
    }
}
