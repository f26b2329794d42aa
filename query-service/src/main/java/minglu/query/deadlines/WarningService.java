package minglu.query.deadlines;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import minglu.api.act.ActType;
import minglu.api.dispute.DisputeFiled;
import minglu.api.dispute.DisputeKind;
import minglu.api.dispute.DisputeRole;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.api.request.FeeBasis;
import minglu.api.request.FeeCharged;
import minglu.api.request.Outcome;
import minglu.api.request.RequestDecided;
import minglu.api.request.RequestReceived;
import minglu.query.calendar.Clocks;
import minglu.query.cases.LiveAct;
import minglu.query.cases.RequestCase;
import minglu.query.cases.Requests;
import minglu.query.clock.Answer;
import minglu.query.clock.AnswerLaw;
import minglu.query.clock.AnswerLaws;
import minglu.query.clock.LateStep;
import minglu.query.clock.RequestClock;
import minglu.query.clock.Timeliness;
import minglu.query.deadlines.DeadlineViews.Warning;
import minglu.query.deadlines.DeadlineViews.Warnings;
import org.springframework.stereotype.Component;

/** Soft checks of a case: what the law expects and the acts do not show. */
@Component
class WarningService {

    /** From this day on a refusal must first go to reconsideration (行政复议法 2023, in force). */
    private static final LocalDate RECONSIDERATION_FIRST = LocalDate.of(2024, 1, 1);

    private final Requests requests;
    private final Clocks clocks;

    WarningService(Requests requests, Clocks clocks) {
        this.requests = requests;
        this.clocks = clocks;
    }

    /**
     * The warnings of a subject as it was known; by the acts they are about, in their order.
     *
     * @throws RefusedException {@code unknown-subject}
     */
    Warnings of(String unit, String subject, long known) {
        if (!requests.isKnown(unit, subject, known)) {
            throw new RefusedException(ProblemCode.UNKNOWN_SUBJECT, "unit " + unit + " has no subject " + subject);
        }
        List<Warning> found = new ArrayList<>();
        requests.find(unit, subject, known).ifPresent(request -> {
            RequestClock clock = clocks.at(known);
            request.first(ActType.CORRECTION_REQUESTED)
                    .flatMap(notice -> correctionNotice(request, notice, clock))
                    .ifPresent(found::add);
            request.acts().stream()
                    .filter(act -> act.type() == ActType.DEADLINE_EXTENDED)
                    .flatMap(extension -> tooLong(request, extension).stream())
                    .forEach(found::add);
            clock.lateSteps(request.steps()).stream()
                    .map(late -> afterTheLastDay(request, late))
                    .forEach(found::add);
            request.first(ActType.FEE_CHARGED)
                    .flatMap(fee -> feeQuantity(request, fee, known))
                    .ifPresent(found::add);
            request.result().ifPresent(result -> {
                answeredLate(request, result, clock).ifPresent(found::add);
                outcome(request, result, clock).ifPresent(found::add);
            });
        });
        requests.acts(unit, subject, known).stream()
                .filter(act -> act.type() == ActType.DISPUTE_FILED)
                .findFirst()
                .ifPresent(filed -> dispute(unit, filed, known, found));
        return new Warnings(unit, subject, List.copyOf(found));
    }

    private static Optional<Warning> correctionNotice(RequestCase request, LiveAct notice, RequestClock clock) {
        Answer answer = clock.judgeCorrectionNotice(request.receivedOn(), notice.occurredOn());
        return answer.timeliness() != Timeliness.LATE
                ? Optional.empty()
                : Optional.of(new Warning(
                        "correction-notice-late",
                        notice.id(),
                        request.receivedOn() + "收到申请，"
                                + AnswerLaws.on(request.receivedOn()).correctionNoticeWorkingDays() + "个工作日至"
                                + answer.dueOn() + "届满；补正告知日期为" + notice.occurredOn() + "。",
                        "《条例》第三十条"));
    }

    /** The form knows the longest extension of today's law; an older one allowed less. */
    private static Optional<Warning> tooLong(RequestCase request, LiveAct extension) {
        AnswerLaw law = law(request);
        int workingDays = extension.step().workingDays();
        return workingDays <= law.extensionWorkingDays()
                ? Optional.empty()
                : Optional.of(new Warning(
                        "extension-too-long",
                        extension.id(),
                        "延长答复期限" + workingDays + "个工作日；收到申请之日" + request.receivedOn() + "最多可延长"
                                + law.extensionWorkingDays() + "个工作日，按此计算。",
                        law.articles().answer()));
    }

    private static AnswerLaw law(RequestCase request) {
        return AnswerLaws.on(request.receivedOn());
    }

    private static Warning afterTheLastDay(RequestCase request, LateStep late) {
        LiveAct step = request.acts().get(late.index());
        return new Warning(
                "step-after-last-day",
                step.id(),
                "答复期限至" + late.dueOn() + "届满；本步骤日期为" + step.occurredOn() + "，不改变届满日。",
                law(request).articles().period());
    }

    /** A notice names which request of the applicant in the month it is; of one day any order is possible. */
    private Optional<Warning> feeQuantity(RequestCase request, LiveAct fee, long known) {
        FeeCharged.Data charged = (FeeCharged.Data) fee.data();
        String applicant = applicant(request);
        if (charged.basis() != FeeBasis.PER_REQUEST || applicant == null) {
            return Optional.empty();
        }
        YearMonth month = YearMonth.from(request.receivedOn());
        List<LocalDate> receipts =
                requests.received(request.unit(), month.atDay(1), month.atEndOfMonth(), known).stream()
                        .filter(other -> applicant.equals(applicant(other)))
                        .map(RequestCase::receivedOn)
                        .toList();
        long lowest = 1
                + receipts.stream()
                        .filter(day -> day.isBefore(request.receivedOn()))
                        .count();
        long highest = receipts.stream()
                .filter(day -> !day.isAfter(request.receivedOn()))
                .count();
        long quantity = charged.quantity();
        return quantity >= lowest && quantity <= highest
                ? Optional.empty()
                : Optional.of(new Warning(
                        "fee-quantity",
                        fee.id(),
                        "收费通知按该申请人当月第" + quantity + "件计收；已登记的申请中本件为" + month + "月第"
                                + (lowest == highest ? lowest : lowest + "至" + highest) + "件。",
                        "《政府信息公开信息处理费管理办法》第四条"));
    }

    private static String applicant(RequestCase request) {
        return ((RequestReceived.Data) request.acts().get(0).data()).applicantRef();
    }

    private static Optional<Warning> answeredLate(RequestCase request, LiveAct result, RequestClock clock) {
        Answer answer = clock.judge(request.steps(), result.occurredOn());
        return answer.timeliness() != Timeliness.LATE
                ? Optional.empty()
                : Optional.of(new Warning(
                        "answered-late",
                        result.id(),
                        "答复期限至" + answer.dueOn() + "届满；答复日期为" + result.occurredOn() + "。",
                        "《条例》第三十三条"));
    }

    private static Optional<Warning> outcome(RequestCase request, LiveAct result, RequestClock clock) {
        if (!(result.data() instanceof RequestDecided.Data decided)) {
            return Optional.empty();
        }
        boolean corrected = has(request, ActType.REQUEST_CORRECTED);
        boolean awaitsCorrection = has(request, ActType.CORRECTION_REQUESTED) && !corrected;
        boolean awaitsPayment = has(request, ActType.FEE_CHARGED) && !has(request, ActType.FEE_PAID);
        return switch (decided.outcome()) {
            case CLOSED_CORRECTION_OVERDUE ->
                awaitsCorrection
                        ? beforeItsTime(request, result, clock, ActType.CORRECTION_REQUESTED, "补正", "《条例》第三十条")
                        : Optional.of(withoutStep(result, decided.outcome(), "未记录待补正的补正告知", "《条例》第三十条"));
            case UNAVAILABLE_STILL_UNCLEAR ->
                corrected
                        ? Optional.empty()
                        : Optional.of(withoutStep(result, decided.outcome(), "未记录补正后的申请", "《条例》第三十条"));
            case CLOSED_FEE_UNPAID ->
                awaitsPayment
                        ? beforeItsTime(request, result, clock, ActType.FEE_CHARGED, "缴费", "《政府信息公开信息处理费管理办法》")
                        : Optional.of(withoutStep(result, decided.outcome(), "未记录待缴费的收费通知", "《政府信息公开信息处理费管理办法》"));
            case REFUSED_THIRD_PARTY_RIGHTS ->
                has(request, ActType.THIRD_PARTY_CONSULTED)
                        ? Optional.empty()
                        : Optional.of(withoutStep(result, decided.outcome(), "未记录征求第三方意见", "《条例》第三十二条"));
            default -> Optional.empty();
        };
    }

    private static Warning withoutStep(LiveAct result, Outcome outcome, String missing, String source) {
        return new Warning("outcome-without-step", result.id(), missing + "，而处理结果为" + outcome.code() + "。", source);
    }

    private static Optional<Warning> beforeItsTime(
            RequestCase request, LiveAct result, RequestClock clock, ActType notice, String step, String source) {
        return request.first(notice)
                .flatMap(act -> clock.endOfWait(act.step()))
                .filter(end -> !result.occurredOn().isAfter(end))
                .map(end -> new Warning(
                        "outcome-before-its-time",
                        result.id(),
                        step + "期限至" + end + "届满；处理日期为" + result.occurredOn() + "。",
                        source));
    }

    private void dispute(String unit, LiveAct filed, long known, List<Warning> found) {
        DisputeFiled.Data dispute = (DisputeFiled.Data) filed.data();
        Optional<RequestCase> request =
                Optional.ofNullable(dispute.request()).flatMap(subject -> requests.find(unit, subject, known));
        boolean isDirect = dispute.kind() == DisputeKind.LITIGATION_DIRECT
                && !filed.occurredOn().isBefore(RECONSIDERATION_FIRST);
        if (isDirect) {
            request.flatMap(RequestCase::result)
                    .filter(result -> result.data() instanceof RequestDecided.Data decided
                            && decided.outcome().isRefusal())
                    .ifPresent(result -> found.add(new Warning(
                            "litigation-direct-on-refusal",
                            filed.id(),
                            "申请" + dispute.request() + "的处理结果为"
                                    + ((RequestDecided.Data) result.data())
                                            .outcome()
                                            .code()
                                    + "；自" + RECONSIDERATION_FIRST + "起对不予公开应当先申请行政复议，登记为未经复议直接起诉。",
                            "《行政复议法》第二十三条第一款第四项、法释〔2025〕8号第十条")));
        }
        if (dispute.role() == DisputeRole.CO_DEFENDANT) {
            found.add(new Warning(
                    "co-defendant-not-counted", filed.id(), "作为共同被告的复议机关登记，不计入表四；由作出原行政行为的机关统计。", "国办公开办函〔2021〕30号 四"));
            request.flatMap(RequestCase::result)
                    .ifPresent(result -> found.add(new Warning(
                            "co-defendant-of-own-decision",
                            filed.id(),
                            "申请" + dispute.request() + "由本机关于" + result.occurredOn() + "处理，本机关为作出原行政行为的机关，登记为共同被告。",
                            "国办公开办函〔2021〕30号 四")));
        }
    }

    private static boolean has(RequestCase request, ActType type) {
        return request.first(type).isPresent();
    }
}
