package minglu.command.reporting;

import java.time.LocalDate;
import minglu.api.reporting.ReturnStep;
import minglu.api.reporting.SignOff;
import minglu.api.reporting.StepTaken;
import minglu.api.reporting.TakeReturnStep;
import minglu.api.tables.TablesView;
import minglu.platform.access.Caller;
import minglu.platform.time.BusinessDates;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code POST /api/v1/returns/{unit}/{year}/{step}} (contract section 5). */
@RestController
class ReturnEndpoint {

    private final FigureSteps figureSteps;
    private final SignOffScope scope;
    private final ReturnDirectory returns;
    private final ReadSide readSide;
    private final BusinessDates dates;
    private final Steps steps;

    ReturnEndpoint(
            FigureSteps figureSteps,
            SignOffScope scope,
            ReturnDirectory returns,
            ReadSide readSide,
            BusinessDates dates,
            Steps steps) {
        this.figureSteps = figureSteps;
        this.scope = scope;
        this.returns = returns;
        this.readSide = readSide;
        this.dates = dates;
        this.steps = steps;
    }

    @PostMapping("/api/v1/returns/{unit}/{year}/{step}")
    ResponseEntity<StepReceipt> take(
            @PathVariable String unit,
            @PathVariable String year,
            @PathVariable String step,
            @RequestBody(required = false) JsonNode body,
            Caller caller) {
        ReturnStep asked = Steps.find(step, ReturnStep.values());
        int theYear = Steps.year(year);
        String comment = ReportingForm.comment(body, asked.needsComment());
        scope.verify(caller, Steps.role(asked.role()), unit);
        scope.verifyReturns(unit, theYear);
        LocalDate today = dates.today();
        // Told before the figures are asked for, which may take its time; the aggregate decides again.
        returns.find(unit, theYear).verify(unit, theYear, asked, caller.id(), today);
        SignOff signOff = steps.signOff(caller, asked.role(), unit, Steps.returnTexts(theYear), comment);
        TablesView figures = asked.needsFigures() ? readSide.figures(unit, theYear) : null;
        TakeReturnStep command = TakeReturnStep.of(unit, theYear, asked, signOff, figures);
        StepTaken taken = figureSteps.take(command, figures, caller);
        return steps.answer(unit, theYear, asked.to(), taken);
    }
}
