package minglu.command.imports;

import java.util.List;
import minglu.api.act.Act;
import minglu.command.intake.ActIntake;
import minglu.command.intake.ActSealing;
import minglu.platform.access.Caller;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Ties imports to the intake of acts. */
@Configuration(proxyBeanMethods = false)
class ImportConfiguration {

    @Bean
    RowIntake rowIntake(ActIntake intake, ActSealing sealing) {
        return new RowIntake() {
            @Override
            public void checkScope(Caller caller, Act act) {
                intake.checkScope(caller, act);
            }

            @Override
            public List<Act> sealAll(List<Act> plain) {
                return sealing.sealAll(plain);
            }

            @Override
            public List<ActIntake.Outcome> recordAll(List<Act> sealed, Caller caller) {
                return intake.recordAll(sealed, caller);
            }

            @Override
            public Act withDigest(Act plain) {
                return sealing.withDigest(plain);
            }
        };
    }
}
