package minglu.query.documents;

import org.springframework.stereotype.Component;

/** Writes reports as files. The same report always gives the same bytes. */
@Component
public class ReportRenderer {

    /** The file of a report. */
    public byte[] render(ReportDocument document, DocumentFormat format) {
        return switch (format) {
            case JSON -> JsonFile.write(document);
            case CSV -> CsvFile.write(document);
            case HTML -> HtmlFile.write(document);
            case DOCX -> DocxFile.write(document);
            case XLSX -> XlsxFile.write(document);
        };
    }
}
