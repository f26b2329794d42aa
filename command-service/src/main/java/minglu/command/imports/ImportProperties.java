package minglu.command.imports;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of imports, {@code minglu.import.*}. The number of rows is not limited.
 *
 * @param maxBytes largest file
 * @param simultaneous how many imports run at once; one more is {@code too-many-requests}
 * @param windowRows how many rows of an import are decided and stored together
 * @param spoolDirectory where files are kept while they are read; by default the temporary directory of the system
 * @param keepRejections how long refused rows, which hold texts of the file, can be fetched
 */
@ConfigurationProperties("minglu.import")
record ImportProperties(
        @DefaultValue("2GB") DataSize maxBytes,
        @DefaultValue("2") int simultaneous,
        @DefaultValue("1000") int windowRows,
        Path spoolDirectory,
        @DefaultValue("30d") Duration keepRejections) {

    ImportProperties {
        if (maxBytes.toBytes() < 1 || simultaneous < 1 || windowRows < 1 || keepRejections.isNegative()) {
            throw new IllegalArgumentException("minglu.import: max-bytes " + maxBytes + ", simultaneous " + simultaneous
                    + " and window-rows " + windowRows + " must be at least 1, keep-rejections " + keepRejections
                    + " not negative");
        }
        if (spoolDirectory == null) {
            spoolDirectory = Path.of(System.getProperty("java.io.tmpdir"));
        }
    }
}
