package minglu.standalone.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to a server on this machine that can be cut and opened again, as if the server went away and came back. */
final class TcpGate implements AutoCloseable {

    private final int target;
    private final int port = ServiceProcess.freePort();
    private final Set<Socket> passing = ConcurrentHashMap.newKeySet();
    private ServerSocket gate;

    /** Closed. */
    TcpGate(int target) {
        this.target = target;
    }

    int port() {
        return port;
    }

    synchronized void open() {
        try {
            gate = new ServerSocket();
            gate.setReuseAddress(true);
            gate.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ServerSocket opened = gate;
        daemon(() -> accept(opened));
    }

    private void accept(ServerSocket opened) {
        while (!opened.isClosed()) {
            try {
                Socket client = opened.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                passing.add(client);
                passing.add(server);
                daemon(() -> pump(client, server));
                daemon(() -> pump(server, client));
            } catch (IOException e) {
                // The gate was shut.
                continue;
            }
        }
    }

    private void pump(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One of the ends has gone.
            return;
        } finally {
            passing.remove(from);
            passing.remove(to);
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "gate");
        thread.setDaemon(true);
        thread.start();
    }

    synchronized void shut() {
        try {
            if (gate != null) {
                gate.close();
            }
            for (Socket socket : passing) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        shut();
    }
}
