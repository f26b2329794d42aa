package minglu.command.imports;

import java.nio.charset.StandardCharsets;
import java.util.List;
import minglu.api.act.Act;
import minglu.api.act.ActForm;
import minglu.command.intake.ActIntake;
import minglu.platform.access.Caller;
import minglu.platform.text.ActDigest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Ties imports to the intake of acts. */
@Configuration(proxyBeanMethods = false)
class ImportConfiguration {

    @Bean
    RowIntake rowIntake(ActIntake intake, ActDigest digest) {
        return new RowIntake() {
            @Override
            public void checkScope(Caller caller, Act act) {
                intake.checkScope(caller, act);
            }

            @Override
            public List<Act> sealAll(List<Act> plain) {
                return intake.sealAll(plain);
            }

            @Override
            public List<ActIntake.Outcome> recordAll(List<Act> sealed, Caller caller) {
                return intake.recordAll(sealed, caller);
            }

            @Override
            public Act withDigest(Act plain) {
                return new Act(
                        plain.unit(),
                        plain.subject(),
                        plain.id(),
                        plain.type(),
                        plain.occurredOn(),
                        plain.data(),
                        plain.reason(),
                        plain.late(),
                        digest.of(ActForm.normalisedContent(plain).getBytes(StandardCharsets.UTF_8)));
            }
        };
    }
}
