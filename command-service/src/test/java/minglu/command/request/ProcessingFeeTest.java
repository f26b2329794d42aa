package minglu.command.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.stream.LongStream;
import minglu.api.act.Quantities;
import minglu.api.request.FeeBasis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The statutory 信息处理费, at every edge of its steps and against amounts that were published. */
class ProcessingFeeTest {

    @ParameterizedTest
    @CsvSource({
        "1,0",
        "30,0",
        "31,10",
        "57,270",
        "68,380",
        "100,700",
        "101,720",
        "119,1080",
        "200,2700",
        "201,2740",
        "250,4700",
        "300,6700",
        "1000000000,39999994700"
    })
    void pagesAreChargedProgressivelyByPart(long pages, BigDecimal yuan) {
        assertThat(FeeRates.STATUTORY.yuan(FeeBasis.PER_PAGE, pages)).isEqualByComparingTo(yuan);
    }

    /** 宿迁市 2023 to 2025, 沭阳县 2025: each amount fits exactly one number of pages. */
    @ParameterizedTest
    @CsvSource({"380,68", "880,109", "1080,119", "270,57", "420,72", "140,44"})
    void aPublishedAmountFitsExactlyOneNumberOfPages(BigDecimal yuan, long pages) {
        assertThat(LongStream.rangeClosed(1, 500)
                        .filter(number -> FeeRates.STATUTORY
                                        .yuan(FeeBasis.PER_PAGE, number)
                                        .compareTo(yuan)
                                == 0))
                .containsExactly(pages);
    }

    @ParameterizedTest
    @CsvSource({
        "1,0",
        "10,0",
        "11,100",
        "12,100",
        "30,100",
        "31,200",
        "40,200",
        "41,300",
        "50,300",
        "51,400",
        "60,400",
        "61,500",
        "1000000000,9999999800"
    })
    void oneMoreRequestIsChargedAtTheRateOfItsStep(long number, BigDecimal yuan) {
        assertThat(FeeRates.STATUTORY.yuan(FeeBasis.PER_REQUEST, number)).isEqualByComparingTo(yuan);
    }

    @ParameterizedTest
    @CsvSource({
        "10,0", "11,100", "12,200", "25,1500", "30,2000", "31,2200", "40,4000", "41,4300", "45,5500", "50,7000",
        "51,7400"
    })
    void theRequestsOfAMonthAddUpToTheWorkedExamples(long requests, BigDecimal yuan) {
        BigDecimal sum = LongStream.rangeClosed(1, requests)
                .mapToObj(number -> FeeRates.STATUTORY.yuan(FeeBasis.PER_REQUEST, number))
                .reduce(BigDecimal.ZERO, BigDecimal::add);

        assertThat(sum).isEqualByComparingTo(yuan);
    }

    /** 宿迁市 2023: 泗洪县公安局 15 cases 1500 yuan, 宿迁市公安局 6 cases 600 yuan. */
    @Test
    void publishedCasesOfOneHundredYuanEachLieInTheFirstStep() {
        assertThat(FeeRates.STATUTORY.yuan(FeeBasis.PER_REQUEST, 11).multiply(BigDecimal.valueOf(15)))
                .isEqualByComparingTo("1500");
        assertThat(FeeRates.STATUTORY.yuan(FeeBasis.PER_REQUEST, 16).multiply(BigDecimal.valueOf(6)))
                .isEqualByComparingTo("600");
    }

    @Test
    void noQuantityAnActCanNameOverflows() {
        assertThat(FeeRates.STATUTORY.yuan(FeeBasis.PER_PAGE, Quantities.LARGEST))
                .isPositive();
        assertThat(FeeRates.STATUTORY.yuan(FeeBasis.PER_REQUEST, Quantities.LARGEST))
                .isPositive();
    }
}
