package minglu.query.documents;

import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/** A document as the answer to a request. */
public final class DocumentAnswer {

    private static final String CONTENT_SECURITY_POLICY = "Content-Security-Policy";

    private DocumentAnswer() {}

    /**
     * The headers of a file: a page is shown, with a policy that allows exactly its own style; everything else is saved.
     *
     * @param title name of the file, without ending
     * @param format its format
     */
    public static ResponseEntity.BodyBuilder headers(String title, DocumentFormat format) {
        ContentDisposition disposition = format == DocumentFormat.HTML
                ? ContentDisposition.inline().build()
                : ContentDisposition.attachment()
                        .filename(title + "." + format.code(), StandardCharsets.UTF_8)
                        .build();
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok()
                .contentType(format.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (format == DocumentFormat.HTML) {
            answer.header(CONTENT_SECURITY_POLICY, HtmlFile.CONTENT_SECURITY);
        }
        return answer;
    }
}
