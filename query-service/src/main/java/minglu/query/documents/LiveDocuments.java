package minglu.query.documents;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import minglu.api.format.Formats;
import minglu.api.tables.FindTables;
import minglu.api.tables.TablesView;
import minglu.api.unit.UnitDefinition;
import minglu.query.tables.TablesService;
import minglu.query.units.UnitStore;
import org.springframework.stereotype.Component;

/** The figures as they are now, as a document that nobody has signed. */
@Component
class LiveDocuments {

    private final TablesService tables;
    private final UnitStore units;

    LiveDocuments(TablesService tables, UnitStore units) {
        this.tables = tables;
        this.units = units;
    }

    /**
     * The tables of a unit's year, without texts. Rights are the caller's business.
     *
     * @throws minglu.api.problem.RefusedException {@code unknown-unit}, {@code year-not-reported} or {@code not-caught-up}
     */
    ReportDocument find(FindTables query) {
        TablesView view = tables.find(query);
        Map<String, BigDecimal> figures = new LinkedHashMap<>();
        view.cells().forEach((cell, figure) -> figures.put(cell, new BigDecimal(figure.toString())));
        String name = units.treeAt(view.year(), view.knownAt().position())
                .find(view.unit())
                .map(UnitDefinition::name)
                .orElse(view.unit());
        return ReportDocument.withDigest(
                Formats.load(view.format()),
                view.unit(),
                name,
                view.scope(),
                view.year(),
                view.occurredUntil(),
                null,
                view.knownAt().position(),
                view.knownAt().recordedAt(),
                figures,
                Map.of(),
                null);
    }
}
