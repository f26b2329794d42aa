package minglu.command.reporting;

import minglu.command.unit.SignedYears;
import org.springframework.stereotype.Component;

/** Answers from the streams of returns and reports. */
@Component
class StoredSignedYears implements SignedYears {

    private final ReturnDirectory returns;
    private final ReportDirectory reports;

    StoredSignedYears(ReturnDirectory returns, ReportDirectory reports) {
        this.returns = returns;
        this.reports = reports;
    }

    @Override
    public boolean isAccepted(String unit, int year) {
        return returns.isAccepted(unit, year);
    }

    @Override
    public boolean wasSigned(String node, int year) {
        return reports.wasSigned(node, year);
    }
}
