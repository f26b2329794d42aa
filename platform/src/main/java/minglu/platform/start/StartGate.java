package minglu.platform.start;

import java.net.InetAddress;
import java.net.UnknownHostException;
import minglu.platform.database.DatabaseAccess;
import minglu.platform.database.DatabaseWait;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** Before anything of the application is made: opens the waiting room and waits for the database. */
final class StartGate implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Environment environment = context.getEnvironment();
        int port = environment.getProperty("server.port", Integer.class, 8080);
        // 0 lets the system choose: nobody could ask there before it has chosen.
        if (port > 0) {
            WaitingRoom room = WaitingRoom.open(address(environment), port);
            context.getBeanFactory().registerSingleton("waitingRoom", room);
            new DatabaseWait(room::say).until(DatabaseAccess.all(environment));
        } else {
            new DatabaseWait(reason -> {}).until(DatabaseAccess.all(environment));
        }
    }

    private static InetAddress address(Environment environment) {
        String address = environment.getProperty("server.address");
        try {
            return address == null ? null : InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(
                    "server.address is " + address + ", which is no address of this machine", e);
        }
    }
}
