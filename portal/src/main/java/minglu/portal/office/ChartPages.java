package minglu.portal.office;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minglu.api.format.Formats;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import minglu.platform.access.Caller;
import minglu.platform.time.BusinessDates;
import minglu.portal.Contract;
import minglu.portal.Units;
import minglu.portal.figures.Chosen;
import minglu.portal.figures.Rows;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One figure of the form over the years, and how the units of a node share it. */
@Controller
class ChartPages {

    private static final int YEARS = 5;
    private static final int MOST_UNITS = 100;
    private static final String USUAL = "3.new.total";

    private final Contract contract;
    private final Units units;
    private final BusinessDates dates;

    ChartPages(Contract contract, Units units, BusinessDates dates) {
        this.contract = contract;
        this.units = units;
        this.dates = dates;
    }

    /** A bar of a chart; value null: not known. */
    record Bar(String code, String name, Object value) {}

    @GetMapping("/portal/charts")
    String charts(
            Caller caller,
            @RequestParam(required = false) String unit,
            @RequestParam(required = false) String year,
            @RequestParam(required = false) String cell,
            Model model) {
        Chosen chosen = Chosen.of(caller, dates, unit, year, null, null, null);
        String shown = cell == null || cell.isBlank() ? USUAL : cell;
        if (Formats.current().find(shown).isEmpty()) {
            throw new RefusedException(ProblemCode.UNKNOWN_CELL, "the form has no cell " + shown);
        }
        Map<String, Object> tables = contract.read(caller, "/api/v1/tables", chosen.parameters());
        model.addAttribute("chosen", chosen);
        model.addAttribute("units", units.of(caller));
        model.addAttribute("unitName", units.name(caller, chosen.unit()));
        model.addAttribute("cell", shown);
        model.addAttribute(
                "cells", Formats.current().cells().stream().map(one -> one.id()).toList());
        model.addAttribute("years", years(caller, chosen, shown));
        model.addAttribute("shares", shares(caller, chosen, shown, tables));
        return "office-charts";
    }

    /** The figure of each year; where the unit did not report through Minglu, the one it published before. */
    private List<Bar> years(Caller caller, Chosen chosen, String cell) {
        int last = Integer.parseInt(chosen.year());
        List<Bar> bars = new ArrayList<>();
        for (int year = last - YEARS + 1; year <= last; year++) {
            Object value;
            try {
                Chosen then = new Chosen(chosen.unit(), String.valueOf(year), chosen.scope(), null, null);
                Map<String, Object> tables = contract.read(caller, "/api/v1/tables", then.parameters());
                // A node has tables of every year, of zeros before its first unit reported.
                value = ((List<?>) Rows.of(tables.get("units"), "included")).isEmpty()
                        ? published(caller, chosen.unit(), year, cell)
                        : Rows.of(tables.get("cells"), cell);
            } catch (RefusedException e) {
                if (e.refusal().code() != ProblemCode.YEAR_NOT_REPORTED) {
                    throw e;
                }
                value = published(caller, chosen.unit(), year, cell);
            }
            bars.add(new Bar(String.valueOf(year), String.valueOf(year), value));
        }
        return bars;
    }

    private Object published(Caller caller, String unit, int year, String cell) {
        Map<String, Object> reference =
                contract.read(caller, Contract.path("/api/v1/reports/{}/{}/reference-figures", unit, year), Map.of());
        return Rows.of(reference.get("cells"), cell);
    }

    private List<Bar> shares(Caller caller, Chosen chosen, String cell, Map<String, Object> tables) {
        Map<String, String> names = units.of(caller);
        List<Bar> bars = new ArrayList<>();
        @SuppressWarnings("unchecked")
        List<String> included = (List<String>) ((Map<String, Object>) tables.get("units")).get("included");
        for (String unit : included.stream().limit(MOST_UNITS).toList()) {
            Map<String, Object> asked = new LinkedHashMap<>();
            asked.put("unit", unit);
            asked.put("year", chosen.year());
            asked.put("scope", "own");
            Map<String, Object> own = contract.read(caller, "/api/v1/tables", asked);
            bars.add(new Bar(unit, names.getOrDefault(unit, unit), Rows.of(own.get("cells"), cell)));
        }
        return bars;
    }
}
