package minglu.query.tables;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import minglu.api.act.Coded;
import minglu.api.format.Formats;
import minglu.api.format.StatutoryFormat;
import minglu.api.publication.PublicationCategory;
import minglu.api.publication.PublicationChannel;
import minglu.api.series.ComplaintChannel;
import minglu.api.series.OversightKind;
import minglu.api.tables.FindTables;
import minglu.api.tables.KnownAt;
import minglu.api.tables.SummaryView;
import minglu.api.tables.SummaryView.Channel;
import minglu.query.cases.Requests;
import minglu.query.deadlines.AnsweredInTime;
import minglu.query.follow.Moments;
import minglu.query.follow.OneState;
import minglu.query.ledger.AccountSums;
import org.springframework.stereotype.Component;

/** The figures that the texts of a report speak of. */
@Component
public class SummaryService {

    private final Moments moments;
    private final OneState state;
    private final YearReader years;
    private final AnsweredInTime inTime;
    private final StatutoryFormat format = Formats.current();

    SummaryService(Moments moments, OneState state, YearReader years, AnsweredInTime inTime) {
        this.inTime = inTime;
        this.moments = moments;
        this.state = state;
        this.years = years;
    }

    /** The summary of a unit's year. Rights are the caller's business. */
    public SummaryView find(FindTables query) {
        KnownAt known = moments.resolve(query.moment(), Set.of(Requests.PROJECTION));
        return state.read(() -> {
            YearSums sums = years.read(query, known);
            return view(sums, answeredInTime(sums));
        });
    }

    /**
     * The figures that texts can name ({@link minglu.api.tables.SummaryFigures}): the summary without {@code answeredInTime}, which
     * no text names and which asks for the clock of every answered request.
     */
    public SummaryView ofTexts(FindTables query) {
        KnownAt known = moments.resolve(query.moment(), Set.of());
        return state.read(() -> view(years.read(query, known), null));
    }

    private Long answeredInTime(YearSums sums) {
        return inTime.count(
                sums.coverage().owners().keySet(),
                LocalDate.of(sums.year(), 1, 1),
                sums.until(),
                sums.knownAt().position());
    }

    private SummaryView view(YearSums sums, Long answeredInTime) {
        AccountSums total = sums.total();
        Map<String, Long> byComplaintChannel = flows(total, "complaint/handled/", ComplaintChannel.values());
        return new SummaryView(
                sums.unit(),
                sums.scope(),
                sums.year(),
                sums.knownAt(),
                sums.until(),
                items(total),
                new SummaryView.Complaints(
                        byComplaintChannel.values().stream().reduce(0L, Math::addExact), byComplaintChannel),
                new SummaryView.Trainings(total.flow("training/held"), total.flow("training/participants")),
                flows(total, "oversight/", OversightKind.values()),
                fees(sums),
                requests(total, answeredInTime));
    }

    private static SummaryView.Items items(AccountSums total) {
        Channel wechat = channel(total, PublicationChannel.WECHAT);
        Channel weibo = channel(total, PublicationChannel.WEIBO);
        long all = Arrays.stream(PublicationChannel.values())
                .mapToLong(channel -> channel(total, channel).total())
                .reduce(0, Math::addExact);
        return new SummaryView.Items(
                channel(total, PublicationChannel.WEBSITE),
                wechat,
                weibo,
                channel(total, PublicationChannel.GAZETTE),
                channel(total, PublicationChannel.PRESS_CONFERENCE),
                channel(total, PublicationChannel.OTHER),
                Math.addExact(wechat.total(), weibo.total()),
                all,
                total.flow("item/reviewed"),
                total.flow("item/withdrawn"));
    }

    private static Channel channel(AccountSums total, PublicationChannel channel) {
        String account = "item/published/" + channel.code() + "/";
        long catalogue = total.flow(account + PublicationCategory.CATALOGUE.code());
        long dynamics = total.flow(account + PublicationCategory.DYNAMICS.code());
        long other = total.flow(account + PublicationCategory.OTHER.code());
        return new Channel(catalogue, dynamics, other, Math.addExact(Math.addExact(catalogue, dynamics), other));
    }

    private static SummaryView.Fees fees(YearSums sums) {
        AccountSums total = sums.total();
        List<SummaryView.UnitFees> units = new TreeMap<>(sums.byIncluded())
                .entrySet().stream()
                        .filter(unit -> unit.getValue().flow("fee/cases") != 0)
                        .map(unit -> new SummaryView.UnitFees(
                                unit.getKey(),
                                unit.getValue().flow("fee/cases"),
                                Yuan.ofFen(unit.getValue().flow("fee/fen"))))
                        .toList();
        return new SummaryView.Fees(total.flow("fee/cases"), Yuan.ofFen(total.flow("fee/fen")), units);
    }

    private SummaryView.Requests requests(AccountSums total, Long answeredInTime) {
        Map<String, Long> figures = format.compute(total::read);
        return new SummaryView.Requests(
                figures.get("3.new.total"),
                figures.get("3.carried-in.total"),
                figures.get("3.granted.total"),
                figures.get("3.granted-in-part.total"),
                totals(figures, "refused-"),
                totals(figures, "unavailable-"),
                totals(figures, "not-processed-"),
                totals(figures, "closed-"),
                total.flow("request/withdrawn"),
                figures.get("3.total.total"),
                figures.get("3.carried-out.total"),
                answeredInTime);
    }

    /** The subtotal of a group of results, which the form does not print. */
    private static long totals(Map<String, Long> figures, String group) {
        return figures.entrySet().stream()
                .filter(cell ->
                        cell.getKey().startsWith("3." + group) && cell.getKey().endsWith(".total"))
                .mapToLong(Map.Entry::getValue)
                .reduce(0, Math::addExact);
    }

    private static Map<String, Long> flows(AccountSums total, String account, Coded[] codes) {
        Map<String, Long> flows = new LinkedHashMap<>();
        for (Coded code : codes) {
            flows.put(code.code(), total.flow(account + code.code()));
        }
        return flows;
    }
}
