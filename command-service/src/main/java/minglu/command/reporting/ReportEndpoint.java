package minglu.command.reporting;

import java.util.List;
import java.util.Map;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.reporting.DismissTextChecks;
import minglu.api.reporting.Dismissal;
import minglu.api.reporting.Justification;
import minglu.api.reporting.JustifyWarnings;
import minglu.api.reporting.KeepReferenceFigures;
import minglu.api.reporting.PreparedReport;
import minglu.api.reporting.ReferenceView;
import minglu.api.reporting.ReportStep;
import minglu.api.reporting.ReportTexts;
import minglu.api.reporting.SignOff;
import minglu.api.reporting.StepTaken;
import minglu.api.reporting.TakeReportStep;
import minglu.api.reporting.WriteReportTexts;
import minglu.command.intake.CommandSender;
import minglu.platform.access.Caller;
import minglu.platform.access.Role;
import minglu.platform.time.BusinessDates;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Steps, texts, justifications, dismissals and reference figures of reports (contract section 5). */
@RestController
@RequestMapping("/api/v1/reports/{unit}/{year}")
class ReportEndpoint {

    private final CommandSender commands;
    private final FigureSteps figureSteps;
    private final SignOffScope scope;
    private final ReportDirectory reports;
    private final ReadSide readSide;
    private final BusinessDates dates;
    private final Steps steps;

    ReportEndpoint(
            CommandSender commands,
            FigureSteps figureSteps,
            SignOffScope scope,
            ReportDirectory reports,
            ReadSide readSide,
            BusinessDates dates,
            Steps steps) {
        this.commands = commands;
        this.figureSteps = figureSteps;
        this.scope = scope;
        this.reports = reports;
        this.readSide = readSide;
        this.dates = dates;
        this.steps = steps;
    }

    /** The justifications as they stand now. */
    record Justifications(List<Justification> justifications) {}

    /** The dismissals as they stand now. */
    record Dismissals(List<Dismissal> dismissals) {}

    @PostMapping("/{step}")
    ResponseEntity<StepReceipt> take(
            @PathVariable String unit,
            @PathVariable String year,
            @PathVariable String step,
            @RequestBody(required = false) JsonNode body,
            Caller caller) {
        ReportStep asked = Steps.find(step, ReportStep.values());
        int theYear = Steps.year(year);
        String comment = ReportingForm.comment(body, asked.needsComment());
        scope.verify(caller, Steps.role(asked.role()), unit);
        scope.verifyReports(unit, theYear);
        // Told before the figures are asked for, which may take its time; the aggregate decides again.
        reports.find(unit, theYear).verify(unit, theYear, asked, caller.id(), dates.today());
        SignOff signOff = steps.signOff(caller, asked.role(), unit, Steps.reportTexts(theYear), comment);
        TakeReportStep command =
                switch (asked) {
                    case SIGN -> signing(unit, theYear, signOff);
                    case PUBLISH ->
                        TakeReportStep.publish(
                                unit, theYear, signOff, readSide.figures(unit, theYear), readSide.checkpoint());
                    case RESTATE -> TakeReportStep.of(unit, theYear, asked, signOff);
                };
        StepTaken taken = figureSteps.take(command, command.figures(), caller);
        return steps.answer(unit, theYear, asked.to(), taken);
    }

    private TakeReportStep signing(String unit, int year, SignOff signOff) {
        PreparedReport prepared = readSide.report(unit, year);
        int version = reports.find(unit, year).version();
        if (prepared.version() != version) {
            throw new RefusedException(
                    ProblemCode.WRONG_STATE,
                    "version " + version + " of the report of " + unit + " on " + year
                            + " was opened meanwhile; sign again");
        }
        return TakeReportStep.sign(unit, year, signOff, prepared.figures(), prepared.textChecks(), prepared.content());
    }

    @PutMapping("/texts")
    ReportTexts texts(@PathVariable String unit, @PathVariable String year, @RequestBody JsonNode body, Caller caller) {
        int theYear = Steps.year(year);
        ReportTexts texts = ReportingForm.texts(body);
        scope.verifyWriter(caller, unit);
        scope.verifyReports(unit, theYear);
        String owner = Steps.reportTexts(theYear);
        ReportTexts sealed = new ReportTexts(
                steps.seal(unit, owner, texts.overview()),
                steps.seal(unit, owner, texts.problems()),
                steps.seal(unit, owner, texts.other()));
        commands.send(WriteReportTexts.of(unit, theYear, caller.id(), sealed), caller);
        return texts;
    }

    @PutMapping("/justifications")
    Justifications justifications(
            @PathVariable String unit, @PathVariable String year, @RequestBody JsonNode body, Caller caller) {
        int theYear = Steps.year(year);
        List<Justification> justifications = ReportingForm.justifications(body);
        scope.verifyWriter(caller, unit);
        scope.verifyReports(unit, theYear);
        String owner = Steps.reportTexts(theYear);
        List<Justification> sealed = justifications.stream()
                .map(one -> new Justification(one.rule(), one.where(), steps.seal(unit, owner, one.reason())))
                .toList();
        commands.send(JustifyWarnings.of(unit, theYear, caller.id(), sealed), caller);
        return new Justifications(justifications);
    }

    @PutMapping("/dismissals")
    Dismissals dismissals(
            @PathVariable String unit, @PathVariable String year, @RequestBody JsonNode body, Caller caller) {
        int theYear = Steps.year(year);
        List<Dismissal> dismissals = ReportingForm.dismissals(body);
        scope.verifyWriter(caller, unit);
        scope.verifyReports(unit, theYear);
        commands.send(DismissTextChecks.of(unit, theYear, caller.id(), dismissals), caller);
        return new Dismissals(dismissals);
    }

    @PutMapping("/reference-figures")
    ReferenceView reference(
            @PathVariable String unit, @PathVariable String year, @RequestBody JsonNode body, Caller caller) {
        int theYear = Steps.year(year);
        Map<String, Object> cells = ReportingForm.referenceFigures(body);
        scope.verify(caller, Role.CONSOLIDATOR, unit);
        // Also a year before the unit began to report: such a report was published elsewhere.
        scope.definition(unit, theYear);
        commands.send(KeepReferenceFigures.of(unit, theYear, caller.id(), cells), caller);
        return readSide.reference(unit, theYear);
    }
}
