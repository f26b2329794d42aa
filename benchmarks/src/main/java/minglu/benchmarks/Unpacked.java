package minglu.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A jar made for {@code java -jar} with all it needs in it, as a class path of files. */
final class Unpacked {

    private static final String CLASSES = "BOOT-INF/classes/";
    private static final String LIBRARIES = "BOOT-INF/lib/";

    private final List<Path> entries = new ArrayList<>();

    /**
     * Unpacks a jar.
     *
     * @param directory empty, or not there yet
     */
    Unpacked(Path jar, Path directory) throws IOException {
        Path classes = Files.createDirectories(directory.resolve("classes"));
        entries.add(classes);
        Path libraries = Files.createDirectories(directory.resolve("lib"));
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(jar))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                if (entry.isDirectory() || name.contains("..")) {
                    continue;
                }
                if (name.startsWith(LIBRARIES)) {
                    Path library = libraries.resolve(name.substring(LIBRARIES.length()));
                    copy(zip, library);
                    entries.add(library);
                } else if (name.startsWith(CLASSES)) {
                    copy(zip, classes.resolve(name.substring(CLASSES.length())));
                } else if (name.startsWith("META-INF/")) {
                    copy(zip, classes.resolve(name));
                }
            }
        }
    }

    private static void copy(InputStream in, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.copy(in, file);
    }

    /** For {@code java -cp}. */
    String classPath() {
        return entries.stream().map(Path::toString).collect(Collectors.joining(System.getProperty("path.separator")));
    }

    /** Loads its classes apart from those of this program. */
    URLClassLoader loader() throws MalformedURLException {
        URL[] urls = new URL[entries.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = entries.get(i).toUri().toURL();
        }
        return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
    }
}
