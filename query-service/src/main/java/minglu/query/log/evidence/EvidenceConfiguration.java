package minglu.query.log.evidence;

import minglu.query.ledger.Ledger;
import minglu.query.log.notary.Leaves;
import minglu.query.log.notary.PublishedLog;
import minglu.query.units.UnitStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** What makes evidence. */
@Configuration(proxyBeanMethods = false)
class EvidenceConfiguration {

    @Bean
    Coverage logCoverage(PublishedLog log) {
        return new Coverage(log);
    }

    @Bean
    EvidenceBundle evidenceBundle(PublishedLog log, Leaves leaves, JsonMapper json) {
        return new EvidenceBundle(log, leaves, json);
    }

    @Bean
    Statements statements(Ledger ledger, UnitStore units, PublishedLog log, Leaves leaves, JsonMapper json) {
        return new Statements(ledger, units, log, leaves, json);
    }
}
