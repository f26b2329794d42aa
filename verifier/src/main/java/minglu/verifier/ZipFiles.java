package minglu.verifier;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A zipped bundle, read strictly: two readers of the same file must never see different contents. So the directory and the
 * headers of the files must agree, the files follow one another without a byte between them, and every file is what its
 * length and CRC-32 say. (The reader of the JDK checks none of this.) Dates, attributes and extra fields are no evidence.
 */
final class ZipFiles implements BundleFiles {

    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int END_64 = 0x06064b50;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int DESCRIPTOR = 0x08074b50;

    private static final int LOCAL_LENGTH = 30;
    private static final int CENTRAL_LENGTH = 46;
    private static final int END_LENGTH = 22;
    private static final int END_64_LENGTH = 56;
    private static final int LOCATOR_64_LENGTH = 20;

    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int FLAG_DESCRIPTOR = 1 << 3;
    /** Level of compression, descriptor, UTF-8; everything else (encryption above all) is refused. */
    private static final int FLAGS_ALLOWED = 0b110 | FLAG_DESCRIPTOR | 1 << 11;

    private static final int EXTRA_64 = 1;
    private static final int FULL_16 = 0xffff;
    private static final long FULL_32 = 0xffffffffL;

    private final FileChannel channel;
    private final Map<String, Entry> files = new LinkedHashMap<>();
    private final List<Finding> faults = new ArrayList<>();

    private ZipFiles(FileChannel channel) {
        this.channel = channel;
    }

    static ZipFiles open(Path path) throws IOException, UnusableException {
        FileChannel channel = FileChannel.open(path);
        ZipFiles zip = new ZipFiles(channel);
        try {
            zip.readDirectory();
            return zip;
        } catch (FaultException | EOFException noZip) {
            channel.close();
            Text why = noZip instanceof FaultException fault ? fault.what() : new Text("内容中断", "it breaks off");
            throw new UnusableException(
                    Place.argument(path.toString()),
                    "不是可读的 zip 文件:" + why.zh(),
                    "this is no readable zip file: " + why.en());
        } catch (IOException | RuntimeException | Error failed) {
            channel.close();
            throw failed;
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
    public void close() throws IOException {
        channel.close();
    }

    /** Where the directory lies. */
    private record Directory(long from, long to, long entries, long end) {}

    private void readDirectory() throws IOException, FaultException {
        Directory directory = findDirectory();
        List<Entry> entries = new ArrayList<>();
        ChannelStream stream = new ChannelStream(directory.from(), directory.to());
        for (long index = 0; index < directory.entries(); index++) {
            Entry entry = centralHeader(stream);
            entries.add(entry);
            if (files.putIfAbsent(entry.name, entry) != null) {
                fault(entry.name, "同名文件出现两次", "the name occurs twice");
            }
        }
        if (stream.position() != directory.to()) {
            throw new FaultException("目录长度不符", "the length of its directory is wrong");
        }
        readHeaders(entries, directory.from());
    }

    private Directory findDirectory() throws IOException, FaultException {
        long length = channel.size();
        long at = -1;
        long earliest = Math.max(0, length - END_LENGTH - FULL_16);
        for (long probe = length - END_LENGTH; probe >= earliest; probe--) {
            ByteBuffer end = bytes(probe, END_LENGTH);
            if (end.getInt(0) == END && probe + END_LENGTH + u16(end, 20) <= length) {
                at = probe;
                break;
            }
        }
        if (at < 0) {
            throw new FaultException("没有 zip 目录", "it has no zip directory");
        }
        if (at + END_LENGTH != length) {
            fault("", "zip 带有注释或尾部多余内容", "the zip file has a comment, or something follows its end");
        }
        ByteBuffer end = bytes(at, END_LENGTH);
        long entries = u16(end, 10);
        long size = u32(end, 12);
        long from = u32(end, 16);
        if (u16(end, 4) != 0 && u16(end, 4) != FULL_16
                || u16(end, 6) != 0 && u16(end, 6) != FULL_16
                || u16(end, 8) != entries) {
            throw new FaultException("分卷 zip", "it is a zip file of several parts");
        }
        long endOfDirectory = at;
        if (at >= LOCATOR_64_LENGTH
                && bytes(at - LOCATOR_64_LENGTH, LOCATOR_64_LENGTH).getInt(0) == LOCATOR_64) {
            ByteBuffer locator = bytes(at - LOCATOR_64_LENGTH, LOCATOR_64_LENGTH);
            long at64 = locator.getLong(8);
            if (at64 < 0
                    || at64 + END_64_LENGTH != at - LOCATOR_64_LENGTH
                    || locator.getInt(4) != 0
                    || locator.getInt(16) != 1) {
                throw new FaultException("Zip64 目录位置不符", "its Zip64 directory is not where it should be");
            }
            ByteBuffer end64 = bytes(at64, END_64_LENGTH);
            long entries64 = end64.getLong(32);
            long size64 = end64.getLong(40);
            long from64 = end64.getLong(48);
            if (end64.getInt(0) != END_64
                    || end64.getLong(4) != END_64_LENGTH - 12
                    || end64.getInt(16) != 0
                    || end64.getInt(20) != 0
                    || end64.getLong(24) != entries64
                    || entries != FULL_16 && entries != entries64
                    || size != FULL_32 && size != size64
                    || from != FULL_32 && from != from64) {
                throw new FaultException("Zip64 目录自相矛盾", "its Zip64 directory contradicts itself");
            }
            entries = entries64;
            size = size64;
            from = from64;
            endOfDirectory = at64;
        }
        if (from < 0 || size < 0 || from > endOfDirectory || size != endOfDirectory - from) {
            throw new FaultException("目录位置不符", "its directory is not where it should be");
        }
        if (entries < 0 || entries > size / CENTRAL_LENGTH) {
            throw new FaultException("目录条目数不符", "its directory is too short for its number of files");
        }
        return new Directory(from, endOfDirectory, entries, at);
    }

    private Entry centralHeader(ChannelStream stream) throws IOException, FaultException {
        ByteBuffer header = stream.take(CENTRAL_LENGTH);
        if (header.getInt(0) != CENTRAL) {
            throw new FaultException("目录条目损坏", "an item of its directory is damaged");
        }
        int nameLength = u16(header, 28);
        int extraLength = u16(header, 30);
        int commentLength = u16(header, 32);
        String name = name(stream.take(nameLength));
        ByteBuffer extra = stream.take(extraLength);
        stream.take(commentLength);
        long packed = u32(header, 20);
        long size = u32(header, 24);
        long at = u32(header, 42);
        if (packed == FULL_32 || size == FULL_32 || at == FULL_32) {
            ByteBuffer wide = wide(extra);
            if (size == FULL_32) {
                size = next(wide);
            }
            if (packed == FULL_32) {
                packed = next(wide);
            }
            if (at == FULL_32) {
                at = next(wide);
            }
        }
        if (packed < 0 || size < 0 || at < 0 || u16(header, 34) != 0) {
            throw new FaultException("目录条目损坏", "an item of its directory is damaged");
        }
        if (commentLength > 0) {
            fault(name, "带有注释", "it has a comment");
        }
        return new Entry(name, u16(header, 8), u16(header, 10), header.getInt(12), u32(header, 16), packed, size, at);
    }

    /** Follows the headers of the files, which must fill the file from its beginning to the directory. */
    private void readHeaders(List<Entry> entries, long directory) throws IOException {
        List<Entry> inOrder = new ArrayList<>(entries);
        inOrder.sort(Comparator.comparingLong((Entry entry) -> entry.at));
        long expected = 0;
        for (int index = 0; index < inOrder.size(); index++) {
            Entry entry = inOrder.get(index);
            long next = index + 1 < inOrder.size() ? inOrder.get(index + 1).at : directory;
            if (entry.at != expected) {
                fault(entry.name, "文件之间有多余字节或重叠", "bytes lie between the files, or files overlap");
            }
            Text wrong = localHeader(entry, next);
            if (wrong != null) {
                faults.add(new Finding(Finding.Weight.CONTRADICTS, 2, Place.file(entry.name), wrong));
            }
            expected = next;
        }
        if (inOrder.isEmpty() && directory != 0) {
            fault("", "目录前有多余字节", "bytes lie before the directory");
        }
    }

    /** Reads the header of a file; what is wrong with it, or null. */
    private Text localHeader(Entry entry, long next) throws IOException {
        if (entry.flags != (entry.flags & FLAGS_ALLOWED)) {
            return new Text("已加密或使用了不允许的 zip 功能", "it is encrypted, or uses a feature of zip that is not allowed");
        }
        if (entry.method != STORED && entry.method != DEFLATED) {
            return new Text("压缩方法不允许", "its compression is neither stored nor deflate");
        }
        if (entry.at > next - LOCAL_LENGTH) {
            return new Text("文件头损坏", "its header is damaged");
        }
        ByteBuffer header = bytes(entry.at, LOCAL_LENGTH);
        int nameLength = u16(header, 26);
        int extraLength = u16(header, 28);
        long data = entry.at + LOCAL_LENGTH + nameLength + extraLength;
        if (header.getInt(0) != LOCAL || data > next - entry.packed) {
            return new Text("文件头损坏", "its header is damaged");
        }
        long packed = u32(header, 18);
        long size = u32(header, 22);
        if (packed == FULL_32 || size == FULL_32) {
            try {
                ByteBuffer wide = wide(bytes(entry.at + LOCAL_LENGTH + nameLength, extraLength));
                size = size == FULL_32 ? next(wide) : size;
                packed = packed == FULL_32 ? next(wide) : packed;
            } catch (FaultException damaged) {
                return damaged.what();
            }
        }
        boolean descriptor = (entry.flags & FLAG_DESCRIPTOR) != 0;
        boolean blank = descriptor && packed == 0 && size == 0 && u32(header, 14) == 0;
        if (u16(header, 6) != entry.flags
                || u16(header, 8) != entry.method
                || header.getInt(10) != entry.time
                || !blank && (packed != entry.packed || size != entry.size || u32(header, 14) != entry.crc)
                || !name(bytes(entry.at + LOCAL_LENGTH, nameLength)).equals(entry.name)) {
            return new Text("文件头与 zip 目录不符", "its header and the directory of the zip file differ");
        }
        if (entry.method == STORED && entry.packed != entry.size) {
            return new Text("长度不符", "its lengths differ");
        }
        long rest = next - data - entry.packed;
        if (!descriptor && rest != 0 || descriptor && !isDescriptor(entry, data + entry.packed, rest)) {
            return new Text("文件之后有多余字节", "it is followed by bytes that belong to no file");
        }
        entry.data = data;
        return null;
    }

    /** Whether what follows the file repeats its CRC-32 and lengths, with or without a mark, short or wide. */
    private boolean isDescriptor(Entry entry, long at, long length) throws IOException {
        if (length != 12 && length != 16 && length != 20 && length != 24) {
            return false;
        }
        ByteBuffer found = bytes(at, (int) length);
        boolean marked = length == 16 || length == 24;
        boolean wide = length >= 20;
        int from = marked ? 4 : 0;
        return (!marked || found.getInt(0) == DESCRIPTOR)
                && u32(found, from) == entry.crc
                && (wide ? found.getLong(from + 4) : u32(found, from + 4)) == entry.packed
                && (wide ? found.getLong(from + 12) : u32(found, from + 8)) == entry.size;
    }

    private void fault(String name, String zh, String en) {
        Place place = name.isEmpty() ? Place.WHOLE : Place.file(name);
        faults.add(new Finding(Finding.Weight.CONTRADICTS, 2, place, new Text(zh, en)));
    }

    /** Names are ASCII; any other byte shows up as a name that does not belong into a bundle. */
    private static String name(ByteBuffer bytes) {
        byte[] name = new byte[bytes.remaining()];
        bytes.get(name);
        return new String(name, StandardCharsets.ISO_8859_1);
    }

    /** The Zip64 field among the extra fields. */
    private static ByteBuffer wide(ByteBuffer extra) throws FaultException {
        while (extra.remaining() >= 4) {
            int id = extra.getShort() & FULL_16;
            int length = extra.getShort() & FULL_16;
            if (length > extra.remaining()) {
                break;
            }
            if (id == EXTRA_64) {
                return extra.slice(extra.position(), length).order(ByteOrder.LITTLE_ENDIAN);
            }
            extra.position(extra.position() + length);
        }
        throw new FaultException("缺少 Zip64 长度", "its Zip64 lengths are missing");
    }

    private static long next(ByteBuffer wide) throws FaultException {
        if (wide.remaining() < 8) {
            throw new FaultException("缺少 Zip64 长度", "its Zip64 lengths are missing");
        }
        return wide.getLong();
    }

    private static int u16(ByteBuffer bytes, int at) {
        return bytes.getShort(at) & FULL_16;
    }

    private static long u32(ByteBuffer bytes, int at) {
        return bytes.getInt(at) & FULL_32;
    }

    private ByteBuffer bytes(long from, int length) throws IOException {
        ByteBuffer read = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (read.hasRemaining()) {
            if (channel.read(read, from + read.position()) < 0) {
                throw new EOFException();
            }
        }
        return read.flip();
    }

    /** A file of the zip. */
    private final class Entry implements BundleFile {

        private final String name;
        private final int flags;
        private final int method;
        private final int time;
        private final long crc;
        private final long packed;
        private final long size;
        private final long at;
        /** Where its data begin; −1 where its header is not in order. */
        private long data = -1;

        private Entry(String name, int flags, int method, int time, long crc, long packed, long size, long at) {
            this.name = name;
            this.flags = flags;
            this.method = method;
            this.time = time;
            this.crc = crc;
            this.packed = packed;
            this.size = size;
            this.at = at;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public InputStream open() throws IOException {
            if (data < 0) {
                throw new DamagedFileException("无法读取", "it cannot be read");
            }
            return new BufferedInputStream(new Content(this), 1 << 16);
        }
    }

    /** Bytes of the zip file from a place to a place. */
    private final class ChannelStream {

        private static final int BUFFER = 1 << 16;

        private final long end;
        private final byte[] buffer = new byte[BUFFER];
        private long position;
        private int from;
        private int to;

        private ChannelStream(long position, long end) {
            this.position = position;
            this.end = end;
        }

        private long position() {
            return position - (to - from);
        }

        /** Fills the buffer anew; false at the end. */
        private boolean fill() throws IOException {
            long left = end - position;
            if (left <= 0) {
                return false;
            }
            int read = channel.read(ByteBuffer.wrap(buffer, 0, (int) Math.min(BUFFER, left)), position);
            if (read < 0) {
                throw new EOFException();
            }
            position += read;
            from = 0;
            to = read;
            return true;
        }

        private ByteBuffer take(int length) throws IOException {
            byte[] taken = new byte[length];
            for (int at = 0; at < length; ) {
                if (from == to && !fill()) {
                    throw new EOFException();
                }
                int piece = Math.min(length - at, to - from);
                System.arraycopy(buffer, from, taken, at, piece);
                from += piece;
                at += piece;
            }
            return ByteBuffer.wrap(taken).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    /** What a file holds; checks length and CRC-32 when it has been read to the end. */
    private final class Content extends InputStream {

        private final Entry entry;
        private final ChannelStream packed;
        private final Inflater inflater;
        private final CRC32 crc = new CRC32();
        private final byte[] one = new byte[1];
        private long left;
        private boolean ended;

        private Content(Entry entry) {
            this.entry = entry;
            this.packed = new ChannelStream(entry.data, entry.data + entry.packed);
            this.inflater = entry.method == DEFLATED ? new Inflater(true) : null;
            this.left = entry.size;
        }

        @Override
        public int read() throws IOException {
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int at, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (left == 0) {
                end();
                return -1;
            }
            int read = fill(into, at, (int) Math.min(length, left));
            if (read <= 0) {
                throw damaged();
            }
            crc.update(into, at, read);
            left -= read;
            return read;
        }

        /** Reads some bytes; 0 where there are no more. */
        private int fill(byte[] into, int at, int length) throws IOException {
            if (inflater == null) {
                if (packed.from == packed.to && !packed.fill()) {
                    return 0;
                }
                int piece = Math.min(length, packed.to - packed.from);
                System.arraycopy(packed.buffer, packed.from, into, at, piece);
                packed.from += piece;
                return piece;
            }
            try {
                while (true) {
                    int read = inflater.inflate(into, at, length);
                    if (read > 0) {
                        return read;
                    }
                    if (inflater.finished() || inflater.needsDictionary() || !packed.fill()) {
                        return 0;
                    }
                    inflater.setInput(packed.buffer, packed.from, packed.to - packed.from);
                    packed.from = packed.to;
                }
            } catch (DataFormatException noDeflate) {
                throw damaged();
            }
        }

        private void end() throws IOException {
            if (ended) {
                return;
            }
            // One byte more than promised would be inflated here.
            if (inflater != null && (fill(one, 0, 1) > 0 || !inflater.finished() || inflater.getRemaining() > 0)
                    || packed.position() != packed.end
                    || crc.getValue() != entry.crc) {
                throw damaged();
            }
            ended = true;
        }

        private DamagedFileException damaged() {
            return new DamagedFileException(
                    "内容与 zip 所记的长度或 CRC-32 不符",
                    "its content has not the length or the CRC-32 that the zip file states");
        }

        @Override
        public void close() {
            if (inflater != null) {
                inflater.end();
            }
        }
    }
}
