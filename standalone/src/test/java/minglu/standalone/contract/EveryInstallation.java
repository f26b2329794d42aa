package minglu.standalone.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A test of the public contract: run against one process, and, where {@code -Dminglu.axonserver=HOST:PORT} names a running Axon
 * Server, once more against a distributed deployment. The constructor takes the {@link Installation}.
 */
// The installation is there for all classes: none of them may close it.
@ParameterizedClass(name = "{0}", autoCloseArguments = false)
@MethodSource("minglu.standalone.contract.Installations#all")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface EveryInstallation {}
