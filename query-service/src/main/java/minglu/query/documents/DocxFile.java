package minglu.query.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.List;
import minglu.api.format.FormSection;
import minglu.api.format.FormTable;
import minglu.api.format.Grid;
import minglu.api.format.TableLayout;
import org.apache.poi.wp.usermodel.HeaderFooterType;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFFooter;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTFonts;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTHeight;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTInd;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTLanguage;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPPrGeneral;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageSz;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTRPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTRow;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyles;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTbl;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTblCellMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTblGrid;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTblPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTc;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTcPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTrPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STHdrFtr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STHeightRule;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STJc;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STLineSpacingRule;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STMerge;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STStyleType;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblLayoutType;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblWidth;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STVerticalJc;

/** The report for word processors, on A4 with the margins and fonts of official documents (GB/T 9704-2012). */
final class DocxFile {

    private static final String BODY_FONT = "仿宋";
    private static final String HEADING_FONT = "黑体";
    private static final String TABLE_FONT = "宋体";
    private static final String LATIN_FONT = "Times New Roman";

    // Twentieths of a point: A4 is 210 mm x 297 mm; the type area 156 mm wide, 225 mm high.
    private static final int PAGE_WIDTH = 11906;
    private static final int PAGE_HEIGHT = 16838;
    private static final int MARGIN_TOP = 2098;
    private static final int MARGIN_BOTTOM = 1984;
    private static final int MARGIN_LEFT = 1588;
    private static final int MARGIN_RIGHT = 1474;
    private static final int TYPE_AREA = PAGE_WIDTH - MARGIN_LEFT - MARGIN_RIGHT;
    private static final int FOOT = 850;
    private static final int LINE = 560;
    private static final int CELL_MARGIN = 28;
    private static final int ROW_HEIGHT = 340;

    // Half points: 二号, 三号, 小五 and 六号.
    private static final int TITLE_SIZE = 44;
    private static final int BODY_SIZE = 32;
    private static final int TABLE_SIZE = 18;
    private static final int FOOT_SIZE = 15;

    private static final int TWO_CHARACTERS = 200;
    private static final int POINT = 20;
    private static final int THOUSAND = 1000;

    private final ReportDocument document;
    private final XWPFDocument file = new XWPFDocument();

    private DocxFile(ReportDocument document) {
        this.document = document;
    }

    static byte[] write(ReportDocument document) {
        DocxFile docx = new DocxFile(document);
        try (XWPFDocument file = docx.file) {
            docx.styles();
            docx.body();
            docx.foot();
            docx.page();
            return FixedPackage.of(file, document);
        } catch (IOException e) {
            throw new UncheckedIOException("a report cannot be written as docx", e);
        }
    }

    private void body() {
        paragraph("Title", document.title());
        for (FormSection section : document.format().sections()) {
            if (section.table() != null) {
                FormTable table = document.format().tables().stream()
                        .filter(candidate -> candidate.id().equals(section.table()))
                        .findFirst()
                        .orElseThrow();
                Grid grid = TableLayout.of(table);
                paragraph("Heading1", grid.title());
                table(grid);
            } else if (document.texts().containsKey(section.text())) {
                paragraph("Heading1", section.title().zh());
                Paragraphs.of(document.texts().get(section.text())).forEach(text -> paragraph("BodyText", text));
            }
        }
        paragraph("Provenance", "");
        for (Provenance.Statement statement : Provenance.of(document)) {
            XWPFParagraph paragraph = paragraph("Provenance", statement.label() + ":");
            List<String> lines = Paragraphs.clean(statement.value()).lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                XWPFRun run = paragraph.createRun();
                if (i > 0) {
                    run.addBreak();
                }
                run.setText(lines.get(i));
            }
        }
    }

    private XWPFParagraph paragraph(String style, String text) {
        XWPFParagraph paragraph = file.createParagraph();
        paragraph.setStyle(style);
        if (!text.isEmpty()) {
            paragraph.createRun().setText(Paragraphs.clean(text));
        }
        return paragraph;
    }

    private void table(Grid grid) {
        XWPFTable table = file.createTable(grid.rows(), 1);
        CTTbl xml = table.getCTTbl();
        CTTblPr properties = xml.getTblPr();
        properties.addNewTblLayout().setType(STTblLayoutType.FIXED);
        properties.getTblW().setType(STTblWidth.DXA);
        properties.getTblW().setW(BigInteger.valueOf(TYPE_AREA));
        CTTblCellMar margins =
                properties.isSetTblCellMar() ? properties.getTblCellMar() : properties.addNewTblCellMar();
        (margins.isSetLeft() ? margins.getLeft() : margins.addNewLeft()).setW(BigInteger.valueOf(CELL_MARGIN));
        margins.getLeft().setType(STTblWidth.DXA);
        (margins.isSetRight() ? margins.getRight() : margins.addNewRight()).setW(BigInteger.valueOf(CELL_MARGIN));
        margins.getRight().setType(STTblWidth.DXA);
        CTTblGrid columns = xml.getTblGrid() == null ? xml.addNewTblGrid() : xml.getTblGrid();
        while (columns.sizeOfGridColArray() > 0) {
            columns.removeGridCol(0);
        }
        for (int column = 0; column < grid.columns(); column++) {
            columns.addNewGridCol().setW(BigInteger.valueOf(width(grid, column, 1)));
        }
        for (int row = 0; row < grid.rows(); row++) {
            row(table.getRow(row), grid, row);
        }
    }

    private void row(XWPFTableRow printed, Grid grid, int row) {
        CTRow xml = printed.getCtRow();
        CTTrPr properties = xml.isSetTrPr() ? xml.getTrPr() : xml.addNewTrPr();
        properties.addNewCantSplit();
        CTHeight height = properties.addNewTrHeight();
        height.setVal(BigInteger.valueOf(ROW_HEIGHT));
        height.setHRule(STHeightRule.AT_LEAST);
        if (row < grid.headRows()) {
            properties.addNewTblHeader();
        }
        int column = 0;
        while (column < grid.columns()) {
            Grid.Place place = grid.at(row, column);
            XWPFTableCell cell = column == 0 ? printed.getCell(0) : printed.createCell();
            cell(cell, grid, place, row);
            column += place.columnSpan();
        }
    }

    private void cell(XWPFTableCell printed, Grid grid, Grid.Place place, int row) {
        CTTc xml = printed.getCTTc();
        CTTcPr properties = xml.isSetTcPr() ? xml.getTcPr() : xml.addNewTcPr();
        (properties.isSetTcW() ? properties.getTcW() : properties.addNewTcW())
                .setW(BigInteger.valueOf(width(grid, place.column(), place.columnSpan())));
        properties.getTcW().setType(STTblWidth.DXA);
        if (place.columnSpan() > 1) {
            properties.addNewGridSpan().setVal(BigInteger.valueOf(place.columnSpan()));
        }
        if (place.rowSpan() > 1) {
            properties.addNewVMerge().setVal(row == place.row() ? STMerge.RESTART : STMerge.CONTINUE);
        }
        properties.addNewVAlign().setVal(STVerticalJc.CENTER);
        XWPFParagraph paragraph = printed.getParagraphs().get(0);
        paragraph.setStyle("TableText");
        // A table that fits on a page is not torn, since the headings of its groups stand only where they begin.
        paragraph.setKeepNext(row < grid.rows() - 1);
        boolean leftAligned = place.kind() == Grid.Kind.ROW && place.rowSpan() == 1 && grid.headRows() > 0;
        paragraph.setAlignment(leftAligned ? ParagraphAlignment.LEFT : ParagraphAlignment.CENTER);
        if (row == place.row()) {
            paragraph.createRun().setText(text(place));
        }
    }

    private String text(Grid.Place place) {
        if (place.kind() != Grid.Kind.FIGURE) {
            return place.text();
        }
        String shown = document.shown(place.text());
        return shown.isEmpty() ? Paragraphs.UNKNOWN : shown;
    }

    private static int width(Grid grid, int column, int span) {
        return grid.widths().subList(column, column + span).stream()
                        .mapToInt(Integer::intValue)
                        .sum()
                * TYPE_AREA
                / THOUSAND;
    }

    private void foot() {
        XWPFFooter footer = file.createFooter(HeaderFooterType.DEFAULT);
        XWPFParagraph source = footer.createParagraph();
        source.setStyle("Provenance");
        source.setAlignment(ParagraphAlignment.CENTER);
        source.createRun().setText(Paragraphs.clean(Provenance.line(document)));
        XWPFParagraph number = footer.createParagraph();
        number.setStyle("Provenance");
        number.setAlignment(ParagraphAlignment.CENTER);
        number.createRun().setText("— ");
        number.getCTP().addNewFldSimple().setInstr("PAGE");
        number.getCTP().getFldSimpleArray(0).addNewR().addNewT().setStringValue("1");
        number.createRun().setText(" —");
    }

    private void page() {
        CTSectPr section = file.getDocument().getBody().isSetSectPr()
                ? file.getDocument().getBody().getSectPr()
                : file.getDocument().getBody().addNewSectPr();
        CTPageSz size = section.isSetPgSz() ? section.getPgSz() : section.addNewPgSz();
        size.setW(BigInteger.valueOf(PAGE_WIDTH));
        size.setH(BigInteger.valueOf(PAGE_HEIGHT));
        CTPageMar margins = section.isSetPgMar() ? section.getPgMar() : section.addNewPgMar();
        margins.setTop(BigInteger.valueOf(MARGIN_TOP));
        margins.setBottom(BigInteger.valueOf(MARGIN_BOTTOM));
        margins.setLeft(BigInteger.valueOf(MARGIN_LEFT));
        margins.setRight(BigInteger.valueOf(MARGIN_RIGHT));
        margins.setHeader(BigInteger.valueOf(FOOT));
        margins.setFooter(BigInteger.valueOf(FOOT));
        margins.setGutter(BigInteger.ZERO);
        if (section.sizeOfFooterReferenceArray() != 1
                || section.getFooterReferenceArray(0).getType() != STHdrFtr.DEFAULT) {
            throw new IllegalStateException("the foot of the page is not where it belongs");
        }
    }

    private void styles() {
        CTStyles styles = CTStyles.Factory.newInstance();
        CTRPr defaults = styles.addNewDocDefaults().addNewRPrDefault().addNewRPr();
        fonts(defaults, BODY_FONT);
        size(defaults, BODY_SIZE);
        CTLanguage language = defaults.addNewLang();
        language.setVal("en-US");
        language.setEastAsia("zh-CN");
        style(styles, "Normal", "Normal", BODY_FONT, BODY_SIZE).setDefault(true);
        CTStyle title = style(styles, "Title", "Title", TABLE_FONT, TITLE_SIZE);
        title.getRPr().addNewB();
        CTPPrGeneral titleLayout = title.addNewPPr();
        titleLayout.addNewSpacing().setAfter(BigInteger.valueOf(LINE));
        titleLayout.addNewJc().setVal(STJc.CENTER);
        CTPPrGeneral headingLayout =
                style(styles, "Heading1", "heading 1", HEADING_FONT, BODY_SIZE).addNewPPr();
        headingLayout.addNewKeepNext();
        headingLayout.addNewSpacing().setBefore(BigInteger.valueOf(LINE / 2));
        headingLayout.getSpacing().setAfter(BigInteger.valueOf(LINE / 4));
        indent(headingLayout);
        headingLayout.addNewOutlineLvl().setVal(BigInteger.ZERO);
        CTPPrGeneral textLayout =
                style(styles, "BodyText", "Body Text", BODY_FONT, BODY_SIZE).addNewPPr();
        textLayout.addNewSpacing().setLine(BigInteger.valueOf(LINE));
        textLayout.getSpacing().setLineRule(STLineSpacingRule.EXACT);
        indent(textLayout);
        textLayout.addNewJc().setVal(STJc.BOTH);
        style(styles, "TableText", "Table Text", TABLE_FONT, TABLE_SIZE);
        style(styles, "Provenance", "Provenance", TABLE_FONT, FOOT_SIZE);
        // Last, since the document keeps a copy.
        file.createStyles().setStyles(styles);
    }

    /** By two characters; the width in points is for programs that do not know characters. */
    private static void indent(CTPPrGeneral layout) {
        CTInd indent = layout.addNewInd();
        indent.setFirstLineChars(BigInteger.valueOf(TWO_CHARACTERS));
        indent.setFirstLine(BigInteger.valueOf(BODY_SIZE * POINT));
    }

    private static CTStyle style(CTStyles styles, String id, String name, String font, int size) {
        CTStyle style = styles.addNewStyle();
        style.setType(STStyleType.PARAGRAPH);
        style.setStyleId(id);
        style.addNewName().setVal(name);
        CTRPr letters = style.addNewRPr();
        fonts(letters, font);
        size(letters, size);
        return style;
    }

    private static void fonts(CTRPr letters, String eastAsian) {
        CTFonts fonts = letters.addNewRFonts();
        fonts.setAscii(LATIN_FONT);
        fonts.setHAnsi(LATIN_FONT);
        fonts.setCs(LATIN_FONT);
        fonts.setEastAsia(eastAsian);
    }

    private static void size(CTRPr letters, int halfPoints) {
        letters.addNewSz().setVal(BigInteger.valueOf(halfPoints));
        letters.addNewSzCs().setVal(BigInteger.valueOf(halfPoints));
    }
}
