package minglu.standalone.sample;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import minglu.api.act.ActData;
import minglu.api.decision.DecisionKind;
import minglu.api.decision.DecisionMade;
import minglu.api.dispute.DisputeConcluded;
import minglu.api.dispute.DisputeFiled;
import minglu.api.dispute.DisputeKind;
import minglu.api.dispute.DisputeOutcome;
import minglu.api.dispute.DisputeRole;
import minglu.api.document.DocumentIssued;
import minglu.api.document.DocumentKind;
import minglu.api.document.DocumentRepealed;
import minglu.api.document.RepealCause;
import minglu.api.publication.ItemPublished;
import minglu.api.publication.PublicationCategory;
import minglu.api.publication.PublicationChannel;
import minglu.api.request.Applicant;
import minglu.api.request.ClosingCause;
import minglu.api.request.Consulted;
import minglu.api.request.CorrectionRequested;
import minglu.api.request.FeeBasis;
import minglu.api.request.FeeCharged;
import minglu.api.request.Outcome;
import minglu.api.request.RequestChannel;
import minglu.api.request.RequestDecided;
import minglu.api.request.RequestReceived;
import minglu.api.request.ThirdPartyConsulted;
import minglu.api.request.ThirdPartyReplied;
import minglu.api.series.ChargeCollected;
import minglu.api.series.ClaimOpeningStock;
import minglu.api.series.ComplaintChannel;
import minglu.api.series.ComplaintHandled;
import minglu.api.series.DecisionsTallied;
import minglu.api.series.DocumentsOpening;
import minglu.api.series.NilDeclared;

/**
 * The acts of a year behind a published report. Recorded in any order that keeps each subject's own, they give exactly the numbers
 * the report prints, save for those in {@link #contradictions()}. The same report and options give the same acts, at any time and
 * on any machine.
 *
 * <p>Nothing is counted where it can be done singly. Three things are not: the documents in force when the first reporting year
 * begins, decisions beyond {@link Options#singleDecisionsAtMost()}, and nothing else. Requests carried in were received in the last
 * weeks of the year before.
 */
public final class ReportActs {

    /** Days between receipt and answer at most, so that a year's last requests are answered within the year. */
    private static final int DAYS_TO_ANSWER = 28;

    private static final int DAYS_TO_FIRST_STEP = 3;

    /** Last days of the year before in which open requests and disputes were received. */
    private static final int DAYS_BEFORE_YEAR = 30;

    /** Part of the concluded disputes that were filed in the year before, one in so many. */
    private static final int FILED_EARLIER = 5;

    /** Pages of the fee of a request that was closed because nobody paid; above 30 free ones, 10 yuan each (收费办法 5). */
    private static final long CHARGED_PAGES = 68;

    private static final BigDecimal FEE_YUAN = new BigDecimal("380.00");

    private static final int MONTHS = 12;

    private static final String FIRST = "1";

    private final PublishedReport report;
    private final Options options;
    private final ReportPlan plan;
    private final List<String> units;
    private final List<String> departments;
    private final LocalDate firstDay;
    private final LocalDate lastDay;

    /**
     * What may differ between two runs over the same report.
     *
     * @param seed where units, dates and channels are drawn from
     * @param today no act is dated later; 1 January of the report year at the earliest
     * @param singleDecisionsAtMost decisions of one kind that are recorded singly; the others are tallied by unit and month
     * @param withVerticalUnit whether there is also a vertically led unit whose acts must not count
     */
    public record Options(long seed, LocalDate today, long singleDecisionsAtMost, boolean withVerticalUnit) {

        /** All decisions singly, and no vertically led unit. */
        public static Options of(long seed, LocalDate today) {
            return new Options(seed, today, Long.MAX_VALUE, false);
        }

        /** These options with another number of single decisions of one kind. */
        public Options withSingleDecisionsAtMost(long decisions) {
            return new Options(seed, today, decisions, withVerticalUnit);
        }

        /** These options with a vertically led unit beside the others. */
        public Options withVertical() {
            return new Options(seed, today, singleDecisionsAtMost, true);
        }
    }

    /**
     * Prepares the acts of a report.
     *
     * @throws IllegalArgumentException if the year of the report has not begun
     */
    public ReportActs(PublishedReport report, Options options) {
        firstDay = LocalDate.of(report.year(), 1, 1);
        LocalDate yearEnd = LocalDate.of(report.year(), 12, 31);
        if (options.today().isBefore(firstDay)) {
            throw new IllegalArgumentException(
                    "The report year " + report.year() + " has not begun on " + options.today() + ".");
        }
        lastDay = options.today().isBefore(yearEnd) ? options.today() : yearEnd;
        this.report = report;
        this.options = options;
        plan = new ReportPlan(report);
        List<SampleUnit> counted = SampleUnit.counted(report.year());
        units = counted.stream().map(SampleUnit::unit).toList();
        departments = counted.stream()
                .filter(unit -> unit.definition().kind() == minglu.api.unit.UnitKind.DEPARTMENT)
                .map(SampleUnit::unit)
                .toList();
    }

    /** The units to define before any act is recorded; all of them below {@link SampleUnit#ROOT}. */
    public List<SampleUnit> units() {
        List<SampleUnit> all = new ArrayList<>(SampleUnit.counted(report.year()));
        if (options.withVerticalUnit()) {
            all.add(SampleUnit.vertical(report.year()));
        }
        return all;
    }

    /** Printed numbers that no history of acts can lead to; empty for a report that agrees with itself. */
    public List<Contradiction> contradictions() {
        return plan.contradictions();
    }

    /** The acts, made while they are read; those of one subject in their order. */
    public Stream<SampleAct> acts() {
        Stream<SampleAct> vertical = options.withVerticalUnit() ? vertical() : Stream.empty();
        return Stream.of(counted(), nilDeclarations(), vertical).flatMap(part -> part);
    }

    private Stream<SampleAct> counted() {
        Stream<Stream<SampleAct>> parts = Stream.of(
                plan.documents().stream().flatMap(this::documents),
                plan.requests().stream().flatMap(this::requests),
                plan.disputes().stream().flatMap(this::disputes),
                Arrays.stream(DecisionKind.values()).flatMap(this::decisions),
                charges(),
                items(
                        "WZ",
                        report.summary().websiteDynamics(),
                        PublicationCategory.DYNAMICS,
                        List.of(PublicationChannel.WEBSITE)),
                items(
                        "ML",
                        report.summary().websiteCatalogue(),
                        PublicationCategory.CATALOGUE,
                        List.of(PublicationChannel.WEBSITE)),
                items(
                        "XMT",
                        report.summary().socialMedia(),
                        PublicationCategory.OTHER,
                        List.of(PublicationChannel.WECHAT, PublicationChannel.WEIBO)),
                complaints());
        return parts.flatMap(part -> part);
    }

    private Stream<SampleAct> documents(ReportPlan.Documents of) {
        Random random = random("documents", of.kind());
        String prefix = of.kind() == DocumentKind.REGULATION ? "GZ" : "GF";
        List<String> stock = LongStream.range(0, of.opening())
                .mapToObj(document -> pick(random, units))
                .toList();
        List<SampleAct> acts = new ArrayList<>();
        stock.stream()
                .collect(Collectors.groupingBy(unit -> unit, java.util.TreeMap::new, Collectors.counting()))
                .forEach((unit, inForce) -> acts.add(new SampleAct(
                        unit,
                        ClaimOpeningStock.openingSubject(of.kind()),
                        FIRST,
                        firstDay,
                        new DocumentsOpening.Data(of.kind(), inForce))));
        // The opening stock is repealed first; what is repealed beyond it was issued in the same year.
        long repealedOfStock = Math.min(of.repealed(), of.opening());
        for (int document = 0; document < repealedOfStock; document++) {
            acts.add(new SampleAct(
                    stock.get(document),
                    "%s-QC-%04d".formatted(prefix, document + 1),
                    FIRST,
                    day(random),
                    new DocumentRepealed.Data(pick(random, RepealCause.values()), of.kind())));
        }
        long repealedOfYear = Math.min(of.repealed() - repealedOfStock, of.issued());
        for (int document = 0; document < of.issued(); document++) {
            Case opened = new Case(pick(random, units), number(prefix, document));
            LocalDate issuedOn = day(random);
            acts.add(opened.act(
                    FIRST,
                    issuedOn,
                    new DocumentIssued.Data(
                            of.kind(),
                            "示例文件第%d号".formatted(document + 1),
                            "〔%d〕%d号".formatted(report.year(), document + 1),
                            null)));
            if (document < repealedOfYear) {
                acts.add(opened.act(
                        "2",
                        dayFrom(random, issuedOn, lastDay),
                        new DocumentRepealed.Data(RepealCause.REPEALED, null)));
            }
        }
        return acts.stream();
    }

    private Stream<SampleAct> requests(ReportPlan.Requests of) {
        Random random = random("requests", of.applicant());
        List<Outcome> results = of.results().entrySet().stream()
                .flatMap(row -> Collections.nCopies(Math.toIntExact(row.getValue()), row.getKey()).stream())
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(results, random);
        List<SampleAct> acts = new ArrayList<>();
        // What came over from the year before is answered first; what is left over at the end stays open.
        for (int request = 0; request < of.carriedIn() + of.received(); request++) {
            boolean carriedIn = request < of.carriedIn();
            Outcome outcome = request < results.size() ? results.get(request) : null;
            Case opened = new Case(
                    pick(random, units),
                    "SQ-%d-%s-%05d"
                            .formatted(
                                    carriedIn ? report.year() - 1 : report.year(),
                                    columnMark(of.applicant()),
                                    request + 1));
            LocalDate receivedOn = carriedIn ? dayBeforeYear(random) : receiptDay(random, outcome);
            request(random, opened, of.applicant(), receivedOn, outcome).forEach(acts::add);
        }
        return acts.stream();
    }

    private Stream<SampleAct> request(
            Random random, Case opened, Applicant applicant, LocalDate receivedOn, Outcome outcome) {
        Stream<SampleAct> receipt = Stream.of(opened.act(
                FIRST,
                receivedOn,
                new RequestReceived.Data(applicant, pick(random, RequestChannel.values()), null, null, null, null)));
        if (outcome == null) {
            return receipt;
        }
        LocalDate from = receivedOn.isBefore(firstDay) ? firstDay : receivedOn;
        LocalDate decidedOn = dayFrom(random, from, earlier(from.plusDays(DAYS_TO_ANSWER), lastDay));
        LocalDate stepOn = earlier(receivedOn.plusDays(DAYS_TO_FIRST_STEP), decidedOn);
        ClosingCause cause = outcome == Outcome.CLOSED_OTHER ? pick(random, ClosingCause.values()) : null;
        // The step that an outcome presupposes in law is recorded too.
        List<ActData> steps =
                switch (outcome) {
                    case REFUSED_THIRD_PARTY_RIGHTS ->
                        List.of(
                                new ThirdPartyConsulted.Data(Consulted.THIRD_PARTY, null),
                                new ThirdPartyReplied.Data(null, false));
                    case CLOSED_CORRECTION_OVERDUE, UNAVAILABLE_STILL_UNCLEAR ->
                        List.of(new CorrectionRequested.Data(decidedOn));
                    case CLOSED_FEE_UNPAID -> List.of(new FeeCharged.Data(FeeBasis.PER_PAGE, CHARGED_PAGES, FEE_YUAN));
                    default -> List.of();
                };
        return Stream.of(
                        receipt,
                        IntStream.range(0, steps.size())
                                .mapToObj(step -> opened.act(String.valueOf(step + 2), stepOn, steps.get(step))),
                        Stream.of(opened.act(
                                String.valueOf(steps.size() + 2),
                                decidedOn,
                                new RequestDecided.Data(outcome, null, cause))))
                .flatMap(part -> part);
    }

    private Stream<SampleAct> disputes(ReportPlan.Disputes of) {
        Random random = random("disputes", of.kind());
        List<DisputeOutcome> outcomes = of.concluded().entrySet().stream()
                .flatMap(column -> Collections.nCopies(Math.toIntExact(column.getValue()), column.getKey()).stream())
                .toList();
        List<SampleAct> acts = new ArrayList<>();
        for (int dispute = 0; dispute < of.total(); dispute++) {
            Case opened = new Case(pick(random, units), number(disputePrefix(of.kind()), dispute));
            DisputeOutcome outcome = dispute < outcomes.size() ? outcomes.get(dispute) : null;
            boolean filedEarlier = outcome != null && random.nextInt(FILED_EARLIER) == 0;
            LocalDate filedOn = filedEarlier ? dayBeforeYear(random) : day(random);
            acts.add(opened.act(FIRST, filedOn, new DisputeFiled.Data(of.kind(), DisputeRole.ORIGINAL_ORGAN, null)));
            if (outcome != null) {
                LocalDate from = filedOn.isBefore(firstDay) ? firstDay : filedOn;
                acts.add(opened.act("2", dayFrom(random, from, lastDay), new DisputeConcluded.Data(outcome)));
            }
        }
        return acts.stream();
    }

    private Stream<SampleAct> decisions(DecisionKind kind) {
        Random random = random("decisions", kind);
        String prefix =
                switch (kind) {
                    case LICENCE -> "XK";
                    case PENALTY -> "CF";
                    case COERCION -> "QZ";
                };
        long single = Math.min(plan.decisions(kind), options.singleDecisionsAtMost());
        Stream<SampleAct> singly = LongStream.range(0, single)
                .mapToObj(decision -> new Case(pick(random, units), number(prefix, decision))
                        .act(FIRST, day(random), new DecisionMade.Data(kind, null, random.nextInt(10) > 0)));
        return Stream.concat(
                singly,
                shares(random("tallies", kind), plan.decisions(kind) - single, units).stream()
                        .map(share -> share.act(
                                prefix + "-HZ-" + report.year(),
                                new DecisionsTallied.Data(kind, share.amount(), "业务系统月度统计"))));
    }

    private Stream<SampleAct> charges() {
        return shares(random("charges"), plan.chargesFen(), departments).stream()
                .map(share -> share.act(
                        "SF-" + report.year(),
                        new ChargeCollected.Data(BigDecimal.valueOf(share.amount(), 2), "行政事业性收费")));
    }

    private Stream<SampleAct> items(
            String prefix, long count, PublicationCategory category, List<PublicationChannel> channels) {
        Random random = random("items-" + prefix);
        return LongStream.range(0, count).mapToObj(item -> new Case(pick(random, units), number(prefix, item))
                .act(FIRST, day(random), new ItemPublished.Data(pick(random, channels), category, null, null, null)));
    }

    private Stream<SampleAct> complaints() {
        Random random = random("complaints");
        return LongStream.range(0, report.summary().complaints()).mapToObj(complaint -> new Case(
                        pick(random, units), "TS-" + report.year())
                .act(String.valueOf(complaint + 1), day(random), new ComplaintHandled.Data(ComplaintChannel.ONLINE)));
    }

    /** 零报告: silence is not zero, so a unit that did nothing all year says so once the year is over. */
    private Stream<SampleAct> nilDeclarations() {
        LocalDate afterYear = firstDay.plusYears(1);
        if (options.today().isBefore(afterYear)) {
            return Stream.empty();
        }
        Set<String> acting = counted().map(SampleAct::unit).collect(Collectors.toSet());
        return units.stream().filter(unit -> !acting.contains(unit)).map(unit -> new Case(unit, "LBG-" + report.year())
                .act(FIRST, afterYear, new NilDeclared.Data((long) report.year(), null)));
    }

    /** A few acts of each sort, so that every table would show it if they were counted. */
    private Stream<SampleAct> vertical() {
        Random random = random("vertical");
        String unit = SampleUnit.vertical(report.year()).unit();
        Case request = new Case(unit, number("SQ", 0));
        return Stream.of(
                        request(
                                random,
                                request,
                                Applicant.ENTERPRISE,
                                receiptDay(random, Outcome.GRANTED),
                                Outcome.GRANTED),
                        Stream.of(
                                new Case(unit, number("GF", 0))
                                        .act(
                                                FIRST,
                                                day(random),
                                                new DocumentIssued.Data(DocumentKind.NORMATIVE, "示例文件", null, null)),
                                new Case(unit, number("CF", 0))
                                        .act(
                                                FIRST,
                                                day(random),
                                                new DecisionMade.Data(DecisionKind.PENALTY, null, true)),
                                new Case(unit, number("FY", 0))
                                        .act(
                                                FIRST,
                                                day(random),
                                                new DisputeFiled.Data(
                                                        DisputeKind.RECONSIDERATION,
                                                        DisputeRole.ORIGINAL_ORGAN,
                                                        null))))
                .flatMap(part -> part);
    }

    private String number(String prefix, long index) {
        return "%s-%d-%06d".formatted(prefix, report.year(), index + 1);
    }

    private static String disputePrefix(DisputeKind kind) {
        return switch (kind) {
            case RECONSIDERATION -> "FY";
            case LITIGATION_DIRECT -> "SS";
            case LITIGATION_AFTER_RECONSIDERATION -> "FYSS";
        };
    }

    /** Keeps the numbers of the columns apart. */
    private static char columnMark(Applicant applicant) {
        return (char) ('A' + applicant.ordinal());
    }

    /** Each part draws from numbers of its own, so that a change of one part leaves the others as they are. */
    private Random random(String part, Object... details) {
        return new Random(options.seed() * 1_000_003 + (part + Arrays.toString(details)).hashCode());
    }

    private static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    @SafeVarargs
    private static <T> T pick(Random random, T... from) {
        return from[random.nextInt(from.length)];
    }

    private LocalDate day(Random random) {
        return dayFrom(random, firstDay, lastDay);
    }

    private LocalDate dayBeforeYear(Random random) {
        return dayFrom(random, firstDay.minusDays(DAYS_BEFORE_YEAR), firstDay.minusDays(1));
    }

    /** What is answered within the year was received early enough for it; what stays open came in its last weeks. */
    private LocalDate receiptDay(Random random, Outcome outcome) {
        LocalDate lastWeeks = lastDay.minusDays(DAYS_TO_ANSWER);
        if (lastWeeks.isBefore(firstDay)) {
            return day(random);
        }
        return outcome == null ? dayFrom(random, lastWeeks, lastDay) : dayFrom(random, firstDay, lastWeeks);
    }

    private static LocalDate dayFrom(Random random, LocalDate first, LocalDate last) {
        return first.plusDays(random.nextInt(Math.toIntExact(last.toEpochDay() - first.toEpochDay()) + 1));
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    /** Splits an amount over units and months so that the parts add up to it; parts of 0 are left out. */
    private List<Share> shares(Random random, long amount, List<String> among) {
        int parts = among.size() * MONTHS;
        long[] cuts = LongStream.concat(
                        LongStream.generate(() -> random.nextLong(amount + 1)).limit(parts - 1L), LongStream.of(amount))
                .sorted()
                .toArray();
        List<Share> shares = new ArrayList<>();
        long before = 0;
        for (int part = 0; part < parts; part++) {
            if (cuts[part] > before) {
                shares.add(new Share(among.get(part / MONTHS), part % MONTHS + 1, cuts[part] - before));
            }
            before = cuts[part];
        }
        return shares;
    }

    /** A part of an amount that belongs to a unit and a month. */
    private final class Share {

        private final String unit;
        private final int month;
        private final long amount;

        Share(String unit, int month, long amount) {
            this.unit = unit;
            this.month = month;
            this.amount = amount;
        }

        long amount() {
            return amount;
        }

        /** The act that records this part on the last day of its month, or today if that comes first. */
        SampleAct act(String subject, ActData data) {
            LocalDate monthEnd = firstDay.plusMonths(month).minusDays(1);
            return new SampleAct(unit, subject, String.valueOf(month), earlier(monthEnd, lastDay), data);
        }
    }

    /** A subject within its unit. */
    private record Case(String unit, String subject) {

        SampleAct act(String id, LocalDate occurredOn, ActData data) {
            return new SampleAct(unit, subject, id, occurredOn, data);
        }
    }
}
