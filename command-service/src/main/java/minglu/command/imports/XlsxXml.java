package minglu.command.imports;

import java.io.IOException;
import java.io.InputStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import minglu.api.problem.ProblemCode;
import minglu.api.problem.RefusedException;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads XML of others as a stream, without document types, entities or anything outside it (OWASP ASVS 5.0, 1.5.1). */
final class XlsxXml {

    private XlsxXml() {}

    /**
     * Reads a part.
     *
     * @param name what it is called in refusals
     * @throws RefusedException {@code invalid-file} if it is not well-formed or has a document type, or what the handler throws
     */
    static void read(String name, InputStream in, DefaultHandler handler) throws IOException {
        try (in) {
            SAXParserFactory factory = SAXParserFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            factory.newSAXParser().parse(new InputSource(in), handler);
        } catch (SAXException e) {
            throw new RefusedException(
                    ProblemCode.INVALID_FILE,
                    "the part " + name + " of the file is not well-formed XML, or has a document type declaration");
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the XML parser of this Java cannot be made safe", e);
        }
    }
}
