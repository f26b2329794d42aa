package minglu.verifier;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The files of a bundle, whether zipped or in a folder. May be read by several threads. */
interface BundleFiles extends Closeable {

    /** A file; the stream fails with {@link DamagedFileException} where the file is not what its container says. */
    interface BundleFile {

        /** The name in the bundle, with slashes. */
        String name();

        /** Length in bytes, as the container says. */
        long size();

        InputStream open() throws IOException;
    }

    /** The files by name. */
    Map<String, ? extends BundleFile> files();

    /** What is wrong with the container as such. */
    List<Finding> faults();

    /** Opens a zip file or a folder. */
    static BundleFiles open(Path bundle) throws IOException, UnusableException {
        Place argument = Place.argument(bundle.toString());
        if (Files.isDirectory(bundle)) {
            return FolderFiles.open(bundle);
        }
        if (!Files.isReadable(bundle)) {
            throw new UnusableException(argument, "文件不存在或不可读", "there is no such file, or it cannot be read");
        }
        return ZipFiles.open(bundle);
    }

    /** Reads a whole file that may not be longer than the limit. */
    static byte[] read(BundleFile file, int limit) throws IOException, FaultException {
        try (InputStream in = file.open()) {
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new FaultException("超过 " + limit + " 字节", "it has more than " + limit + " bytes");
            }
            return bytes;
        }
    }
}
