package minglu.verifier;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A bundle that was unpacked into a folder. Links are not followed: what they lead to may change. */
final class FolderFiles implements BundleFiles {

    private record PlainFile(String name, long size, Path path) implements BundleFile {

        @Override
        public InputStream open() throws IOException {
            return new BufferedInputStream(Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS), 1 << 16);
        }
    }

    private final Map<String, PlainFile> files = new TreeMap<>();
    private final List<Finding> faults = new ArrayList<>();

    private FolderFiles() {}

    static FolderFiles open(Path bundle) throws IOException {
        Path folder = bundle.toRealPath();
        FolderFiles opened = new FolderFiles();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                opened.take(folder.relativize(file), file, attributes);
                return FileVisitResult.CONTINUE;
            }
        });
        return opened;
    }

    private void take(Path relative, Path file, BasicFileAttributes attributes) {
        List<String> steps = new ArrayList<>();
        relative.forEach(step -> steps.add(step.toString()));
        String name = String.join("/", steps);
        if (attributes.isRegularFile()) {
            files.put(name, new PlainFile(name, attributes.size(), file));
        } else {
            faults.add(new Finding(
                    Finding.Weight.CONTRADICTS, 2, Place.file(name), new Text("不是普通文件", "it is no regular file")));
        }
    }

    @Override
    public Map<String, ? extends BundleFile> files() {
        return files;
    }

    @Override
    public List<Finding> faults() {
        return faults;
    }

    @Override
    public void close() {
        // Each stream is closed by who reads it.
    }
}
