package minglu.query.clock;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import minglu.api.calendar.CalendarDay;
import minglu.api.calendar.MissingYearException;
import minglu.api.calendar.WorkdayCalendar;
import minglu.query.clock.Course.Pause;

/** The sentences of an explanation, Chinese as the statutory texts they name. */
final class Sentences {

    private static final String WEEKDAYS = "一二三四五六日";

    private Sentences() {}

    static String consultation(AnswerLaw law) {
        return "征求意见期间（" + law.articles().pause() + "）";
    }

    static String payment(AnswerLaw law) {
        return "等待缴费期间（" + law.articles().payment() + "）";
    }

    /** For each step what it is, and whether it came too late to move anything. */
    static List<String> steps(List<Step> steps, List<LateStep> late, ClockRules rules) {
        Map<Integer, LocalDate> missed = late.stream().collect(Collectors.toMap(LateStep::index, LateStep::dueOn));
        AnswerLaw.Articles articles = AnswerLaws.on(steps.get(0).occurredOn()).articles();
        List<String> sentences = new ArrayList<>();
        int consulted = 0;
        LocalDate correctionMissed = null;
        LocalDate feeMissed = null;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            LocalDate dueOn = missed.get(i);
            switch (step.type()) {
                case THIRD_PARTY_CONSULTED -> consulted++;
                case THIRD_PARTY_REPLIED -> consulted--;
                case CORRECTION_REQUESTED -> correctionMissed = dueOn;
                case FEE_CHARGED -> feeMissed = dueOn;
                case REQUEST_CORRECTED -> dueOn = correctionMissed;
                case FEE_PAID -> dueOn = feeMissed;
                default -> {}
            }
            sentences.add(step.occurredOn() + " " + step(step, consulted, dueOn, articles, rules)
                    + (dueOn == null ? "" : "答复期限已于" + dueOn + "届满，不因此改变。"));
        }
        return sentences;
    }

    private static String step(
            Step step, int consulted, LocalDate missed, AnswerLaw.Articles articles, ClockRules rules) {
        return switch (step.type()) {
            case REQUEST_RECEIVED -> "收到申请（" + articles.receipt() + "）。";
            case CORRECTION_REQUESTED ->
                (step.date() == null
                                ? "告知补正，未写明补正期限，按" + rules.correctionWorkingDays() + "个工作日计"
                                : "告知补正，补正期限至" + step.date())
                        + "（" + articles.correction() + "）。";
            case REQUEST_CORRECTED ->
                "收到补正后的申请" + (missed == null ? "，答复期限自此重新起算" : "") + "（" + articles.correction() + "）。";
            case THIRD_PARTY_CONSULTED ->
                "发出征求意见函"
                        + (missed != null
                                ? ""
                                : rules.consultationPause() == ConsultationPause.FLAT
                                        ? "，" + rules.consultationWorkingDays() + "个工作日不计入答复期限"
                                        : "，自次日起至收到答复之日不计入答复期限")
                        + "（" + articles.consultation() + "、" + articles.pause().replaceFirst("^.*》", "") + "）。";
            case THIRD_PARTY_REPLIED ->
                "收到征求意见的答复或者逾期未答复" + (consulted > 0 ? "，另有" + consulted + "方尚未答复" : "") + "（" + articles.consultation()
                        + "）。";
            case DEADLINE_EXTENDED -> "经批准延长答复期限" + step.workingDays() + "个工作日（" + articles.answer() + "）。";
            case ANSWER_DELAYED -> "告知申请人延迟答复，合理期限至" + step.date() + delay(articles) + "。";
            case FEE_CHARGED -> "送达收费通知，缴费期限" + rules.paymentWorkingDays() + "个工作日（" + articles.fee() + "）。";
            case FEE_PAID ->
                "申请人缴费"
                        + (missed != null ? "" : rules.paymentRestartsPeriod() ? "，答复期限自此重新起算" : "，答复期限继续计算")
                        + "（" + articles.payment() + "）。";
            default -> throw new IllegalStateException(step + " is no step of an open application");
        };
    }

    private static String delay(AnswerLaw.Articles articles) {
        return articles.delay() == null ? "" : "（" + articles.delay() + "）";
    }

    static String counting(LocalDate begunOn, int workdays, AnswerLaw law, ClockRules rules) {
        int answer = law.answerWorkingDays();
        return "自" + (rules.countEventDay() ? begunOn : begunOn.plusDays(1)) + "起计算" + workdays + "个工作日"
                + (rules.countEventDay() ? "（当日计入）" : "（当日不计入，参照《民事诉讼法》第八十五条）")
                + (workdays > answer ? "：答复期限" + answer + "个工作日，延长" + (workdays - answer) + "个工作日" : "")
                + "（" + law.articles().answer() + "）。";
    }

    static String countingExtension(LocalDate after, int workdays, AnswerLaw law) {
        return "延长的" + workdays + "个工作日自" + after.plusDays(1) + "起计算（"
                + law.articles().answer() + "）。";
    }

    static String told(LocalDate day, AnswerLaw law) {
        return "答复期限按告知申请人的日期为" + day + delay(law.articles()) + "。";
    }

    /** A day that is not simply a working day. */
    static String unusual(CalendarDay day) {
        String name =
                day.date() + "（星期" + WEEKDAYS.charAt(day.date().getDayOfWeek().getValue() - 1) + "）";
        return switch (day.kind()) {
            case MAKEUP_WORKDAY -> name + "调休上班，计入。";
            case WEEKEND -> name + "为周末，不计入。";
            case WEEKDAY_OFF -> name + day.holiday() + "放假，不计入（《全国年节及纪念日放假办法》）。";
            case WORKDAY -> throw new IllegalStateException(day + " is a working day like others");
        };
    }

    static String paused(WorkdayCalendar calendar, LocalDate first, Pause pause) {
        return first + "至" + pause.until() + "为" + pause.reason() + "，不计入" + workdays(calendar, first, pause.until())
                + "。";
    }

    private static String workdays(WorkdayCalendar calendar, LocalDate first, LocalDate last) {
        try {
            return "，其中工作日" + calendar.workdaysBetween(first.minusDays(1), last) + "个";
        } catch (MissingYearException e) {
            return "";
        }
    }

    static String due(int workdays, LocalDate dueOn) {
        return "第" + workdays + "个工作日为" + dueOn + "，答复期限至该日届满。";
    }

    static String stopped(int counted, int workdays) {
        return "停止计算前已计" + counted + "个工作日，答复期限（" + workdays + "个工作日）尚未届满。";
    }

    static String waiting(DeadlineState state, LocalDate until) {
        return switch (state) {
            case WAITING_CORRECTION -> "等待申请人补正，至" + until + "。";
            case WAITING_THIRD_PARTY -> "等待被征求意见方答复，至" + until + "。";
            case WAITING_PAYMENT -> "等待申请人缴费，至" + until + "。";
            case RUNNING, NO_CALENDAR -> throw new IllegalStateException("nothing is waited for in state " + state);
        };
    }

    static String missing(LocalDate reached, int counted, int year) {
        return "至" + reached + "已计" + counted + "个工作日；" + year + "年的工作日安排尚未录入，届满日无法推算。";
    }

    static String undecided(int year) {
        return year + "年的工作日安排尚未录入，无法判断各步骤是否在答复期限内，届满日无法推算。";
    }

    static String missingForWait(int year) {
        return year + "年的工作日安排尚未录入，等待期限的届满日无法推算。";
    }

    static String late(LocalDate today) {
        return "截至" + today + "已逾期。";
    }
}
