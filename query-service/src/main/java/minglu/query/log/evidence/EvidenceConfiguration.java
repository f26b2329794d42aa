package minglu.query.log.evidence;

import java.nio.file.Path;
import minglu.query.ledger.Ledger;
import minglu.query.log.notary.LogRows;
import minglu.query.log.notary.PublishedLog;
import minglu.query.log.store.StoredEvents;
import minglu.query.units.UnitStore;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** What makes evidence. */
@Configuration(proxyBeanMethods = false)
class EvidenceConfiguration {

    @Bean
    Disclosure disclosure(@Value("${minglu.keys}") Path keys, LogRows rows) {
        return new Disclosure(keys, rows);
    }

    @Bean
    Coverage logCoverage(PublishedLog log) {
        return new Coverage(log);
    }

    @Bean
    EvidenceBundle evidenceBundle(PublishedLog log, StoredEvents events, Disclosure disclosure, JsonMapper json) {
        return new EvidenceBundle(log, events, disclosure, json);
    }

    @Bean
    Statements statements(
            Ledger ledger,
            UnitStore units,
            PublishedLog log,
            StoredEvents events,
            Disclosure disclosure,
            JsonMapper json) {
        return new Statements(ledger, units, log, events, disclosure, json);
    }
}
