package minglu.query.documents;

import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import minglu.api.act.Coded;
import org.springframework.http.MediaType;

/** The file formats of a report. */
public enum DocumentFormat implements Coded {
    /** The figures and texts for programs. */
    JSON(new MediaType(MediaType.APPLICATION_JSON, StandardCharsets.UTF_8)),
    /** A line for each of the figures, as open data. */
    CSV(new MediaType("text", "csv", StandardCharsets.UTF_8)),
    /** One page without anything outside it, to be read and printed. */
    HTML(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8)),
    /** WordprocessingML (ISO/IEC 29500). */
    DOCX(new MediaType("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")),
    /** SpreadsheetML (ISO/IEC 29500). */
    XLSX(new MediaType("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"));

    private final MediaType mediaType;

    DocumentFormat(MediaType mediaType) {
        this.mediaType = mediaType;
    }

    /** The media type, with the charset of a text. */
    public MediaType mediaType() {
        return mediaType;
    }

    @Override
    @JsonValue
    public String code() {
        return Coded.codeOf(this);
    }
}
