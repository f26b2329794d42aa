package minglu.portal;

import java.util.List;
import minglu.platform.access.Caller;
import minglu.platform.access.Role;

/** The entries of the page header, as data. A page that is to be found from everywhere has a line here. */
public final class Navigation {

    private static final List<Entry> ENTRIES = List.of(
            new Entry("home", "/"),
            new Entry("record", "/portal/acts", Role.CLERK, Role.IMPORTER),
            new Entry("cases", "/portal/cases", readers()),
            new Entry("imports", "/portal/imports", Role.CLERK, Role.IMPORTER, Role.CONSOLIDATOR),
            new Entry("tables", "/portal/tables", readers()),
            new Entry("return", "/portal/returns", Role.CLERK, Role.REVIEWER),
            new Entry("office", "/portal/office", Role.CONSOLIDATOR, Role.PUBLISHER, Role.INSPECTOR),
            new Entry("charts", "/portal/charts", readers()),
            new Entry("inspect", "/portal/inspect", Role.INSPECTOR, Role.CONSOLIDATOR, Role.PUBLISHER));

    private Navigation() {}

    /**
     * An entry.
     *
     * @param name its label is the message {@code nav.<name>}
     * @param address where it leads
     * @param roles who sees it; empty: everybody
     */
    public record Entry(String name, String address, List<Role> roles) {

        Entry(String name, String address, Role... roles) {
            this(name, address, List.of(roles));
        }

        /** Whether a page stands under this entry. */
        public boolean holds(String path) {
            return address.equals("/") ? path.equals("/") : path.equals(address) || path.startsWith(address + "/");
        }
    }

    /** The entries that a user sees. */
    public static List<Entry> of(Caller caller) {
        return ENTRIES.stream()
                .filter(entry ->
                        entry.roles().isEmpty() || caller.hasAny(entry.roles().toArray(Role[]::new)))
                .toList();
    }

    private static Role[] readers() {
        return new Role[] {Role.CLERK, Role.REVIEWER, Role.IMPORTER, Role.CONSOLIDATOR, Role.PUBLISHER, Role.INSPECTOR};
    }
}
