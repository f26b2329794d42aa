package minglu.standalone.sample;

import java.util.ArrayList;
import java.util.List;
import minglu.api.unit.UnitDefinition;
import minglu.api.unit.UnitKind;

/**
 * A unit that the acts of a report are spread over. Published reports name no units, so these are made up.
 *
 * @param unit code of the unit
 * @param definition what it is; its parent is the root
 */
public record SampleUnit(String unit, UnitDefinition definition) {

    /** The root of the tree, see contract section 2. */
    public static final String ROOT = "district";

    /** A district with an office, departments, townships and a subdistrict, all reporting from a year on. */
    static List<SampleUnit> counted(int reportingFrom) {
        List<SampleUnit> units = new ArrayList<>();
        units.add(of("bgs", "办公室", UnitKind.OFFICE, reportingFrom));
        units.add(of("fgj", "发展和改革局", UnitKind.DEPARTMENT, reportingFrom));
        units.add(of("jyj", "教育局", UnitKind.DEPARTMENT, reportingFrom));
        units.add(of("czj", "财政局", UnitKind.DEPARTMENT, reportingFrom));
        units.add(of("zrj", "自然资源局", UnitKind.DEPARTMENT, reportingFrom));
        units.add(of("scj", "市场监督管理局", UnitKind.DEPARTMENT, reportingFrom));
        units.add(of("spj", "行政审批服务局", UnitKind.DEPARTMENT, reportingFrom));
        units.add(of("dong-zhen", "东镇", UnitKind.TOWNSHIP, reportingFrom));
        units.add(of("xi-zhen", "西镇", UnitKind.TOWNSHIP, reportingFrom));
        units.add(of("nan-jie", "南街道", UnitKind.SUBDISTRICT, reportingFrom));
        return units;
    }

    /** An organ led by its own head office: what it does must not be counted for the district. */
    static SampleUnit vertical(int reportingFrom) {
        return of("swj", "税务局", UnitKind.VERTICAL, reportingFrom);
    }

    private static SampleUnit of(String unit, String name, UnitKind kind, int reportingFrom) {
        return new SampleUnit(unit, new UnitDefinition(name, kind, ROOT, reportingFrom, null, null));
    }
}
