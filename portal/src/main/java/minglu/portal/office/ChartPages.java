package minglu.portal.office;

import java.util.ArrayList;
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
        Map<String, Object> found = shared(caller, chosen, shown);
        model.addAttribute("chosen", chosen);
        model.addAttribute("units", units.of(caller));
        model.addAttribute("unitName", units.name(caller, chosen.unit()));
        model.addAttribute("cell", shown);
        model.addAttribute(
                "cells", Formats.current().cells().stream().map(one -> one.id()).toList());
        model.addAttribute("years", years(caller, chosen, shown, found));
        model.addAttribute("shares", shares(caller, found));
        return "office-charts";
    }

    /** A figure of a year, and how the units share it. */
    private Map<String, Object> shared(Caller caller, Chosen chosen, String cell) {
        return contract.read(caller, Contract.path("/api/v1/tables/cells/{}/units", cell), chosen.parameters());
    }

    /** The figure of each year; where the unit did not report through Minglu, the one it published before. */
    private List<Bar> years(Caller caller, Chosen chosen, String cell, Map<String, Object> found) {
        int last = Integer.parseInt(chosen.year());
        List<Bar> bars = new ArrayList<>();
        for (int year = last - YEARS + 1; year < last; year++) {
            bars.add(bar(caller, chosen, cell, year));
        }
        bars.add(new Bar(chosen.year(), chosen.year(), valueOrPublished(caller, chosen.unit(), last, cell, found)));
        return bars;
    }

    private Bar bar(Caller caller, Chosen chosen, String cell, int year) {
        String name = String.valueOf(year);
        try {
            Chosen then = new Chosen(chosen.unit(), name, chosen.scope(), null, null);
            Map<String, Object> found = shared(caller, then, cell);
            return new Bar(name, name, valueOrPublished(caller, chosen.unit(), year, cell, found));
        } catch (RefusedException e) {
            if (e.refusal().code() != ProblemCode.YEAR_NOT_REPORTED) {
                throw e;
            }
            return new Bar(name, name, published(caller, chosen.unit(), year, cell));
        }
    }

    /** A node has tables of every year, of zeros before its first unit reported. */
    private Object valueOrPublished(Caller caller, String unit, int year, String cell, Map<String, Object> found) {
        return Rows.of(found, "units").isEmpty() ? published(caller, unit, year, cell) : found.get("value");
    }

    private Object published(Caller caller, String unit, int year, String cell) {
        Map<String, Object> reference =
                contract.read(caller, Contract.path("/api/v1/reports/{}/{}/reference-figures", unit, year), Map.of());
        return Rows.of(reference.get("cells"), cell);
    }

    private List<Bar> shares(Caller caller, Map<String, Object> found) {
        Map<String, String> names = units.of(caller);
        return Rows.of(found, "units").stream()
                .limit(MOST_UNITS)
                .map(share -> {
                    String unit = String.valueOf(share.get("unit"));
                    return new Bar(unit, names.getOrDefault(unit, unit), share.get("value"));
                })
                .toList();
    }
}
