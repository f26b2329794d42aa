package minglu.command.badinput;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;

/** The write side alone, on a database of its own. */
@SpringBootConfiguration
@EnableAutoConfiguration
@ComponentScan("minglu.command")
class CommandApplication {}
