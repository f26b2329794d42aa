package minglu.standalone.sample;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import minglu.api.act.Coded;
import minglu.api.decision.DecisionKind;
import minglu.api.dispute.DisputeKind;
import minglu.api.dispute.DisputeOutcome;
import minglu.api.document.DocumentKind;
import minglu.api.request.Applicant;
import minglu.api.request.Outcome;

/**
 * How many of what must be done so that a report's printed numbers come out. Totals are never planned: they follow from their
 * parts, and where the print says otherwise the difference is a {@link Contradiction}.
 */
final class ReportPlan {

    /** Fen in 万元: six decimals of the printed amount are one fen. */
    private static final int FEN_PER_10K_YUAN_EXPONENT = 6;

    /** Documents of a kind: in force on 1 January, and what moved in the year. */
    record Documents(DocumentKind kind, long opening, long issued, long repealed) {

        long inForce() {
            return opening + issued - repealed;
        }
    }

    /** Requests of one column of table three. */
    record Requests(Applicant applicant, long carriedIn, long received, Map<Outcome, Long> results) {

        long decided() {
            return results.values().stream().mapToLong(Long::longValue).sum();
        }

        long carriedOut() {
            return carriedIn + received - decided();
        }
    }

    /** Disputes of one block of table four. */
    record Disputes(DisputeKind kind, Map<DisputeOutcome, Long> concluded, long pending) {

        long total() {
            return pending
                    + concluded.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private final PublishedReport report;
    private final List<Documents> documents;
    private final Map<DecisionKind, Long> decisions = new EnumMap<>(DecisionKind.class);
    private final long chargesFen;
    private final List<Requests> requests;
    private final List<Disputes> disputes;

    ReportPlan(PublishedReport report) {
        this.report = report;
        documents = Arrays.stream(DocumentKind.values()).map(this::documents).toList();
        for (DecisionKind kind : DecisionKind.values()) {
            decisions.put(kind, report.count(Cells.tableTwo(kind)).orElse(0L));
        }
        chargesFen = report.number(Cells.CHARGES)
                .map(charges -> charges.max(BigDecimal.ZERO)
                        .movePointRight(FEN_PER_10K_YUAN_EXPONENT)
                        .setScale(0, RoundingMode.DOWN)
                        .longValueExact())
                .orElse(0L);
        requests = Arrays.stream(Applicant.values()).map(this::requests).toList();
        disputes = Arrays.stream(DisputeKind.values()).map(this::disputes).toList();
    }

    private Documents documents(DocumentKind kind) {
        long issued = report.count(Cells.tableTwo(kind, Cells.ISSUED)).orElse(0L);
        long repealed = report.count(Cells.tableTwo(kind, Cells.REPEALED)).orElse(0L);
        long inForce = report.count(Cells.tableTwo(kind, Cells.IN_FORCE)).orElse(0L);
        return new Documents(kind, Math.max(0, inForce - issued + repealed), issued, repealed);
    }

    private Requests requests(Applicant applicant) {
        Map<Outcome, Long> printed = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            printed.put(outcome, requestCount(outcome.code(), applicant).orElse(0L));
        }
        long finished = printed.values().stream().mapToLong(Long::longValue).sum();
        Optional<Long> received = requestCount(Cells.NEW, applicant);
        Optional<Long> carriedIn = requestCount(Cells.CARRIED_IN, applicant);
        Optional<Long> carriedOut = requestCount(Cells.CARRIED_OUT, applicant);
        // One number of the identity new + carried-in = results + carried-out may be missing: the others give it.
        long in = carriedIn.orElseGet(() -> received.isPresent() && carriedOut.isPresent()
                ? Math.max(0, finished + carriedOut.get() - received.get())
                : 0);
        long opened = received.orElseGet(() -> Math.max(0, finished + carriedOut.orElse(0L) - in));

        // No more results than requests: what a contradictory print has too many is left out, last rows first.
        Map<Outcome, Long> results = new EnumMap<>(Outcome.class);
        long left = in + opened;
        for (Map.Entry<Outcome, Long> row : printed.entrySet()) {
            long possible = Math.min(row.getValue(), left);
            results.put(row.getKey(), possible);
            left -= possible;
        }
        return new Requests(applicant, in, opened, results);
    }

    private Optional<Long> requestCount(String row, Applicant applicant) {
        return report.count(Cells.tableThree(row, applicant.code()));
    }

    private Disputes disputes(DisputeKind kind) {
        Map<DisputeOutcome, Long> concluded = new EnumMap<>(DisputeOutcome.class);
        for (DisputeOutcome outcome : DisputeOutcome.values()) {
            concluded.put(
                    outcome, report.count(Cells.tableFour(kind, outcome.code())).orElse(0L));
        }
        return new Disputes(
                kind,
                concluded,
                report.count(Cells.tableFour(kind, Cells.PENDING)).orElse(0L));
    }

    List<Documents> documents() {
        return documents;
    }

    /** Decisions of a kind in the year. */
    long decisions(DecisionKind kind) {
        return decisions.get(kind);
    }

    /** Charges collected in the year. */
    long chargesFen() {
        return chargesFen;
    }

    List<Requests> requests() {
        return requests;
    }

    List<Disputes> disputes() {
        return disputes;
    }

    /** Printed numbers that the planned acts do not lead to, in the order of the cells' names; printed totals are compared too. */
    List<Contradiction> contradictions() {
        SortedMap<String, BigDecimal> reached = reached();
        List<Contradiction> found = new ArrayList<>();
        report.cells().forEach((cell, printed) -> {
            BigDecimal number = reached.getOrDefault(cell, BigDecimal.ZERO);
            if (number.compareTo(printed) != 0) {
                found.add(new Contradiction(cell, printed, number));
            }
        });
        // Numbers under a coarser heading have no cell of their own, but its total must come out.
        report.unsplit().forEach((cell, printed) -> {
            BigDecimal number = reached.getOrDefault(cell, BigDecimal.ZERO);
            if (!report.cells().containsKey(cell) && number.compareTo(printed) != 0) {
                found.add(new Contradiction(cell, printed, number));
            }
        });
        return found;
    }

    /** All cells as the planned acts lead to them. */
    private SortedMap<String, BigDecimal> reached() {
        SortedMap<String, BigDecimal> cells = new TreeMap<>();
        for (Documents of : documents) {
            cells.put(Cells.tableTwo(of.kind(), Cells.ISSUED), BigDecimal.valueOf(of.issued()));
            cells.put(Cells.tableTwo(of.kind(), Cells.REPEALED), BigDecimal.valueOf(of.repealed()));
            cells.put(Cells.tableTwo(of.kind(), Cells.IN_FORCE), BigDecimal.valueOf(of.inForce()));
        }
        decisions.forEach((kind, count) -> cells.put(Cells.tableTwo(kind), BigDecimal.valueOf(count)));
        cells.put(Cells.CHARGES, BigDecimal.valueOf(chargesFen, FEN_PER_10K_YUAN_EXPONENT));
        for (Requests of : requests) {
            add(cells, Cells.NEW, of.applicant(), of.received());
            add(cells, Cells.CARRIED_IN, of.applicant(), of.carriedIn());
            of.results().forEach((outcome, count) -> add(cells, outcome.code(), of.applicant(), count));
            add(cells, Cells.TOTAL, of.applicant(), of.decided());
            add(cells, Cells.CARRIED_OUT, of.applicant(), of.carriedOut());
        }
        for (Disputes of : disputes) {
            of.concluded()
                    .forEach((outcome, count) ->
                            cells.put(Cells.tableFour(of.kind(), outcome.code()), BigDecimal.valueOf(count)));
            cells.put(Cells.tableFour(of.kind(), Cells.PENDING), BigDecimal.valueOf(of.pending()));
            cells.put(Cells.tableFour(of.kind(), Cells.TOTAL), BigDecimal.valueOf(of.total()));
        }
        return cells;
    }

    private static void add(SortedMap<String, BigDecimal> cells, String row, Coded applicant, long count) {
        cells.merge(Cells.tableThree(row, applicant.code()), BigDecimal.valueOf(count), BigDecimal::add);
        cells.merge(Cells.tableThree(row, Cells.TOTAL), BigDecimal.valueOf(count), BigDecimal::add);
    }
}
