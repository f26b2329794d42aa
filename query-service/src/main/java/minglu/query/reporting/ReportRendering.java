package minglu.query.reporting;

import org.springframework.http.MediaType;

/**
 * Makes a document of a signed version. The version is all it may read, so that the same version always gives the same document.
 * Each bean of this type offers one format of {@code GET …/versions/{n}?format=}.
 */
public interface ReportRendering {

    /** The format as it is asked for, for example {@code docx}. */
    String format();

    /** The media type of the document. */
    MediaType mediaType();

    /**
     * Renders a version.
     *
     * @param content its canonical JSON, see {@link VersionContent}
     */
    byte[] render(byte[] content);
}
