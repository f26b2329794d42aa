package minglu.query.tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minglu.api.publication.PublicationCategory;
import minglu.api.publication.PublicationChannel;
import minglu.api.series.ComplaintChannel;
import minglu.api.series.OversightKind;

/**
 * The accounts behind the figures of a summary that no table has, by name. All count what was posted with a date in the year. The
 * figures of requests stand in table three, and are read there.
 */
final class SummaryAccounts {

    private static final Map<String, List<String>> BY_NAME = byName();

    private SummaryAccounts() {}

    /** The accounts that a figure sums; none for a name that is not one of the summary. */
    static List<String> of(String name) {
        return BY_NAME.getOrDefault(name, List.of());
    }

    private static Map<String, List<String>> byName() {
        Map<String, List<String>> accounts = new LinkedHashMap<>();
        List<String> all = new ArrayList<>();
        for (PublicationChannel channel : PublicationChannel.values()) {
            List<String> total = new ArrayList<>();
            for (PublicationCategory category : PublicationCategory.values()) {
                String account = "item/published/" + channel.code() + "/" + category.code();
                accounts.put("items." + channel.code() + "." + category.code(), List.of(account));
                total.add(account);
            }
            accounts.put("items." + channel.code() + ".total", List.copyOf(total));
            all.addAll(total);
        }
        List<String> social = new ArrayList<>(accounts.get("items.wechat.total"));
        social.addAll(accounts.get("items.weibo.total"));
        accounts.put("items.socialMedia", List.copyOf(social));
        accounts.put("items.total", List.copyOf(all));
        accounts.put("items.reviewed", List.of("item/reviewed"));
        accounts.put("items.withdrawn", List.of("item/withdrawn"));
        accounts.put(
                "complaints.total",
                Arrays.stream(ComplaintChannel.values())
                        .map(channel -> "complaint/handled/" + channel.code())
                        .toList());
        for (ComplaintChannel channel : ComplaintChannel.values()) {
            accounts.put("complaints.byChannel." + channel.code(), List.of("complaint/handled/" + channel.code()));
        }
        accounts.put("trainings.total", List.of("training/held"));
        accounts.put("trainings.participants", List.of("training/participants"));
        for (OversightKind kind : OversightKind.values()) {
            accounts.put("oversight." + kind.code(), List.of("oversight/" + kind.code()));
        }
        accounts.put("fees.cases", List.of("fee/cases"));
        accounts.put("fees.amountYuan", List.of("fee/fen"));
        return accounts;
    }
}
