package minglu.portal.inspect;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import minglu.api.format.Formats;
import minglu.platform.access.Access;
import minglu.platform.access.Caller;
import minglu.platform.access.Role;
import minglu.platform.sheet.CsvText;
import minglu.platform.sheet.FormulaGuard;
import minglu.platform.time.BusinessDates;
import minglu.portal.Contract;
import minglu.portal.Labels;
import minglu.portal.Units;
import minglu.portal.figures.Chosen;
import minglu.portal.figures.Rows;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** 抽查: acts behind a figure, drawn so that nobody can choose them and anybody can draw them again. */
@Controller
class SamplePages {

    private static final String PAGE = "/portal/inspect/sample";
    private static final String USUAL_CELL = "3.new.total";
    private static final String USUAL_SIZE = "10";
    private static final int RANDOM_BYTES = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Contract contract;
    private final Labels labels;
    private final Units units;
    private final BusinessDates dates;

    SamplePages(Contract contract, Labels labels, Units units, BusinessDates dates) {
        this.contract = contract;
        this.labels = labels;
        this.units = units;
        this.dates = dates;
    }

    /** The form; with a seed also the acts that it draws. */
    @GetMapping(PAGE)
    String sample(
            Caller caller,
            Chosen.Asked figures,
            @RequestParam(required = false) String cell,
            @RequestParam(required = false) String seed,
            @RequestParam(required = false) String n,
            Model model) {
        Access.require(caller, Role.INSPECTOR, Role.CONSOLIDATOR, Role.PUBLISHER);
        Chosen chosen = figures.by(caller, dates);
        Map<String, String> asked = asked(chosen, cell, seed, n);
        model.addAttribute("chosen", chosen);
        model.addAttribute("units", units.of(caller));
        model.addAttribute(
                "cells", Formats.current().cells().stream().map(one -> one.id()).toList());
        model.addAttribute("cell", asked.get("cell"));
        model.addAttribute("n", asked.get("n"));
        model.addAttribute("seed", given(seed) ? asked.get("seed") : suggestedSeed());
        Map<String, Object> found = given(seed) ? contract.read(caller, "/api/v1/sample", asked) : null;
        model.addAttribute("found", found);
        if (found != null) {
            // With the position that it was drawn at, so that acts recorded later do not change it.
            asked.put("knownAt", String.valueOf(Rows.of(found.get("knownAt"), "position")));
            model.addAttribute("again", address(PAGE, asked));
            model.addAttribute("table", address(PAGE + "/file", asked));
            model.addAttribute("json", address("/api/v1/sample", asked));
        }
        return "inspect-sample";
    }

    /** The drawn acts as a table for a spreadsheet program. */
    @GetMapping(PAGE + "/file")
    ResponseEntity<byte[]> file(
            Caller caller,
            Locale locale,
            Chosen.Asked figures,
            @RequestParam(required = false) String cell,
            @RequestParam(required = false) String seed,
            @RequestParam(required = false) String n) {
        Access.require(caller, Role.INSPECTOR, Role.CONSOLIDATOR, Role.PUBLISHER);
        Map<String, String> asked = asked(figures.by(caller, dates), cell, seed, n);
        Map<String, Object> found = contract.read(caller, "/api/v1/sample", asked);
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("sample-" + found.get("unit") + "-" + found.get("year") + "-"
                                        + found.get("cell") + ".csv")
                                .build()
                                .toString())
                .body(csv(found, labels.in(locale)));
    }

    private static byte[] csv(Map<String, Object> found, Labels.InLanguage names) {
        CsvText csv = new CsvText();
        csv.line(List.of(
                names.text("act.unit"),
                names.text("act.subject"),
                names.text("act.id"),
                names.text("act.type"),
                names.text("act.occurredOn"),
                names.text("cell.weight"),
                names.text("inspect.position"),
                names.text("sample.lot")));
        for (Map<String, Object> act : Rows.of(found, "acts")) {
            csv.line(List.of(
                    typed(act, "unit"),
                    typed(act, "subject"),
                    typed(act, "id"),
                    names.type((String) act.get("type")),
                    String.valueOf(act.get("occurredOn")),
                    String.valueOf(act.get("weight")),
                    String.valueOf(act.get("position")),
                    String.valueOf(act.get("lot"))));
        }
        return csv.bytes();
    }

    private static String typed(Map<String, Object> act, String member) {
        return FormulaGuard.add((String) act.get(member));
    }

    private static Map<String, String> asked(Chosen chosen, String cell, String seed, String n) {
        Map<String, String> asked = new LinkedHashMap<>(chosen.parameters());
        asked.put("cell", given(cell) ? cell : USUAL_CELL);
        asked.put("seed", given(seed) ? seed.trim() : "");
        asked.put("n", given(n) ? n.trim() : USUAL_SIZE);
        return asked;
    }

    private static String address(String path, Map<String, String> parameters) {
        UriComponentsBuilder builder = UriComponentsBuilder.fromPath(path);
        List.copyOf(parameters.keySet()).forEach(name -> builder.queryParam(name, "{" + name + "}"));
        return builder.encode().buildAndExpand(parameters).toUriString();
    }

    /** Something that is not chosen; who distrusts it writes another. */
    private String suggestedSeed() {
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        return dates.today() + "-" + HexFormat.of().formatHex(random);
    }

    private static boolean given(String text) {
        return text != null && !text.isBlank();
    }
}
