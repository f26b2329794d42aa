package minglu.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Many kept-alive connections served by the one calling thread, because the client shares the processor with what it measures. Requests
 * are bytes made beforehand; of an answer only the status is read unless somebody asks for the text.
 *
 * <p>Either each client sends its next request when its last is answered, or requests are due at fixed times and each latency counts from
 * the time its request was due, whether or not there was a connection to send it on.
 */
final class HttpLoad implements AutoCloseable {

    private static final int FIRST_BUFFER = 8 * 1024;
    private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long FINE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long STEP_NANOS = TimeUnit.MICROSECONDS.toNanos(150);
    private static final String LENGTH = "\r\ncontent-length:";
    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CHUNKS_END = "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final InetSocketAddress address;
    private final Selector selector;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final Deque<Due> waiting = new ArrayDeque<>();
    private int busy;

    /** Takes an answer. */
    interface Sink {
        void accept(Answer answer);
    }

    /** A request that was due at some time. */
    private record Due(byte[] request, long at, Sink sink) {}

    /** An answer; only valid while the sink is called. */
    record Answer(int status, long dueNanos, long sentNanos, long answeredNanos, ByteBuffer bytes) {

        /** Milliseconds from when the request was due. */
        double millis() {
            return (answeredNanos - dueNanos) / 1e6;
        }

        /** Milliseconds from when the request was sent. */
        double millisFromSending() {
            return (answeredNanos - sentNanos) / 1e6;
        }

        /** Head and body. */
        String text() {
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        }

        /** Fails unless the answer is a success. */
        void succeed() {
            if (status / 100 != 2) {
                throw new IllegalStateException("the server answered " + text());
            }
        }
    }

    /** What a run took: requests answered, seconds, and the processor time of this thread in seconds. */
    record Took(long answered, double seconds, double cpuSeconds) {

        double perSecond() {
            return answered / seconds;
        }
    }

    private final class Connection {
        private SocketChannel channel;
        private ByteBuffer in = ByteBuffer.allocate(FIRST_BUFFER);
        private Due current;
        private long sent;
        private int bodyStart;
        /** Bytes of the body, or -1 when it comes in chunks. */
        private int bodyLength;

        private boolean closing;

        Connection() throws IOException {
            open();
        }

        private void open() throws IOException {
            channel = SocketChannel.open(address);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, this);
        }

        void send(Due due) throws IOException {
            current = due;
            in.clear();
            bodyStart = -1;
            sent = System.nanoTime();
            try {
                write(due.request);
            } catch (IOException e) {
                // The server has closed it meanwhile, as it may when nothing is under way.
                reopen();
                write(due.request);
            }
        }

        private void write(byte[] request) throws IOException {
            ByteBuffer out = ByteBuffer.wrap(request);
            while (out.hasRemaining()) {
                channel.write(out);
            }
        }

        private int read() throws IOException {
            try {
                return channel.read(in);
            } catch (IOException e) {
                if (in.position() > 0) {
                    throw e;
                }
                return -1;
            }
        }

        /** True once the answer is whole. */
        boolean receive() throws IOException {
            if (!in.hasRemaining()) {
                in = ByteBuffer.allocate(in.capacity() * 4).put(in.flip());
            }
            int read = read();
            if (read < 0) {
                if (current == null) {
                    reopen();
                    return false;
                }
                if (in.position() > 0) {
                    throw new IOException("the server closed a connection within an answer");
                }
                // It closed while the request was on its way: the next connection takes the same one.
                reopen();
                send(current);
                return false;
            }
            return current != null && whole();
        }

        private void reopen() throws IOException {
            channel.close();
            open();
        }

        private boolean whole() {
            byte[] bytes = in.array();
            int end = in.position();
            if (bodyStart < 0) {
                int head = indexOf(bytes, end, HEAD_END);
                if (head < 0) {
                    return false;
                }
                bodyStart = head + HEAD_END.length;
                readHead(new String(bytes, 0, bodyStart, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT));
            }
            return bodyLength < 0 ? endsWith(bytes, bodyStart - 2, end, CHUNKS_END) : end - bodyStart >= bodyLength;
        }

        private void readHead(String head) {
            closing = head.contains("\r\nconnection: close");
            int length = head.indexOf(LENGTH);
            int from = length + LENGTH.length();
            if (length >= 0) {
                bodyLength = Integer.parseInt(
                        head.substring(from, head.indexOf('\r', from)).strip());
            } else {
                bodyLength = head.contains("\r\ntransfer-encoding:") ? -1 : 0;
            }
        }

        Answer answer(long now) {
            byte[] bytes = in.array();
            int status = (bytes[9] - '0') * 100 + (bytes[10] - '0') * 10 + bytes[11] - '0';
            return new Answer(status, current.at, sent, now, in);
        }

        /** Afterwards it can take the next request. */
        void release() throws IOException {
            current = null;
            if (closing) {
                reopen();
            }
        }
    }

    /**
     * Opens connections.
     *
     * @param port of the server on this machine
     * @param connections how many requests are under way at most
     */
    HttpLoad(int port, int connections) throws IOException {
        address = new InetSocketAddress("127.0.0.1", port);
        selector = Selector.open();
        for (int i = 0; i < connections; i++) {
            idle.add(new Connection());
        }
    }

    /** Each connection sends its next request as soon as its last is answered. */
    Took closed(double seconds, Supplier<byte[]> requests, Sink sink) throws IOException {
        return run(seconds, 0, requests, sink);
    }

    /** Requests are due at fixed times. */
    Took open(double seconds, double perSecond, Supplier<byte[]> requests, Sink sink) throws IOException {
        return run(seconds, perSecond, requests, sink);
    }

    /** So many requests, each connection its next one when its last is answered. */
    void times(int requests, Supplier<byte[]> source, Sink sink) throws IOException {
        for (int i = 0; i < requests; i++) {
            // The time each was due does not matter here: they are due when a connection is free.
            waiting.add(new Due(source.get(), System.nanoTime(), sink));
        }
        run(0, 0, source, sink);
    }

    /** From within a sink: one more request, sent as soon as a connection is free. */
    void also(byte[] request, Sink sink) {
        waiting.add(new Due(request, System.nanoTime(), sink));
    }

    private Took run(double seconds, double perSecond, Supplier<byte[]> requests, Sink sink) throws IOException {
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        long lastAnswer = start;
        long answeredInTime = 0;
        long planned = 0;
        while (true) {
            long now = System.nanoTime();
            long due = end;
            if (perSecond > 0) {
                for (due = at(start, planned, perSecond);
                        due <= now && due < end;
                        due = at(start, planned, perSecond)) {
                    waiting.add(new Due(requests.get(), due, sink));
                    planned++;
                }
            } else {
                while (now < end && waiting.isEmpty() && !idle.isEmpty()) {
                    dispatch(new Due(requests.get(), now, sink));
                }
            }
            while (!waiting.isEmpty() && !idle.isEmpty()) {
                dispatch(waiting.poll());
            }
            boolean over = perSecond > 0 ? due >= end : now >= end;
            if (over && busy == 0 && waiting.isEmpty()) {
                break;
            }
            if (busy > 0 && now - lastAnswer > LONGEST_WAIT_NANOS && now > end) {
                throw new IOException(busy + " requests were not answered within a minute");
            }
            select(over || perSecond == 0 ? FINE_NANOS * 100 : due - now);
            for (Iterator<SelectionKey> keys = selector.selectedKeys().iterator(); keys.hasNext(); keys.remove()) {
                Connection connection = (Connection) keys.next().attachment();
                if (connection.receive()) {
                    lastAnswer = System.nanoTime();
                    answeredInTime += lastAnswer <= end ? 1 : 0;
                    Sink of = connection.current.sink;
                    of.accept(connection.answer(lastAnswer));
                    connection.release();
                    busy--;
                    idle.add(connection);
                }
            }
        }
        double used = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e9;
        return new Took(answeredInTime, seconds, used);
    }

    private static long at(long start, long number, double perSecond) {
        return start + (long) (number * 1e9 / perSecond);
    }

    private void dispatch(Due due) throws IOException {
        Connection connection = idle.poll();
        busy++;
        connection.send(due);
    }

    /** Waits for answers, but not longer than to the next request, which it meets within a fraction of a millisecond. */
    private void select(long nanos) throws IOException {
        if (nanos > FINE_NANOS) {
            selector.select(nanos / FINE_NANOS);
        } else if (selector.selectNow() == 0) {
            LockSupport.parkNanos(Math.min(Math.max(nanos, 1), STEP_NANOS));
        }
    }

    private static int indexOf(byte[] bytes, int end, byte[] wanted) {
        for (int i = 0; i + wanted.length <= end; i++) {
            if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean endsWith(byte[] bytes, int from, int end, byte[] wanted) {
        return end - from >= wanted.length && Arrays.equals(bytes, end - wanted.length, end, wanted, 0, wanted.length);
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
