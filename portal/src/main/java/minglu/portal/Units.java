package minglu.portal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minglu.platform.access.Caller;
import org.springframework.stereotype.Component;

/** The units a user may know of, with their names, for lists to choose from. */
@Component
public class Units {

    private static final int PAGE = 1000;

    private final Contract contract;

    Units(Contract contract) {
        this.contract = contract;
    }

    /** Code to name, by code. */
    public Map<String, String> of(Caller caller) {
        Map<String, String> names = new LinkedHashMap<>();
        all(caller).forEach((code, unit) -> names.put(code, String.valueOf(unit.get("name"))));
        return names;
    }

    /** Code to name of the units that record acts themselves. */
    public Map<String, String> recording(Caller caller) {
        Map<String, String> names = new LinkedHashMap<>();
        all(caller).forEach((code, unit) -> {
            if (!"government".equals(unit.get("kind"))) {
                names.put(code, String.valueOf(unit.get("name")));
            }
        });
        return names;
    }

    /** The name of a unit; its code where the user may not know of it. */
    public String name(Caller caller, String unit) {
        return of(caller).getOrDefault(unit, unit);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Map<String, Object>> all(Caller caller) {
        Map<String, Map<String, Object>> units = new LinkedHashMap<>();
        Object after = "";
        while (after != null) {
            Map<String, Object> page = contract.read(caller, "/api/v1/units", Map.of("limit", PAGE, "after", after));
            for (Map<String, Object> unit : (List<Map<String, Object>>) page.get("units")) {
                units.put((String) unit.get("unit"), unit);
            }
            after = page.get("next");
        }
        return units;
    }
}
