package minglu.query.cases;

import minglu.platform.text.TextKeys;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads free texts with the keys of the platform. */
@Configuration(proxyBeanMethods = false)
class CasesConfiguration {

    @Bean
    SealedTexts sealedTexts(TextKeys keys) {
        return keys::open;
    }
}
