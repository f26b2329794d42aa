package minglu.command.intake;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import minglu.api.act.Act;
import minglu.api.act.ActForm;
import minglu.platform.text.ActDigest;
import minglu.platform.text.TextKeys;
import minglu.platform.text.TextOwner;
import org.springframework.stereotype.Component;

/** Seals the free texts of acts and computes their digests. */
@Component
public class ActSealing {

    private final TextKeys keys;
    private final ActDigest digest;

    ActSealing(TextKeys keys, ActDigest digest) {
        this.keys = keys;
        this.digest = digest;
    }

    /** The acts with texts sealed and with digests, in the same order; the keys they need are fetched with few statements. */
    public List<Act> sealAll(Collection<Act> plain) {
        keys.keysFor(plain.stream()
                .filter(act -> act.reason() != null || ActForm.hasTexts(act.data()))
                .map(act -> new TextOwner(act.unit(), act.subject()))
                .distinct()
                .toList());
        return plain.stream()
                .map(act -> digested(act, text -> keys.seal(act.unit(), act.subject(), text)))
                .toList();
    }

    /** The act with its digest and plain texts, for a dry run: no key is made. */
    public Act withDigest(Act plain) {
        return digested(plain, UnaryOperator.identity());
    }

    private Act digested(Act plain, UnaryOperator<String> texts) {
        return new Act(
                plain.unit(),
                plain.subject(),
                plain.id(),
                plain.type(),
                plain.occurredOn(),
                ActForm.mapTexts(plain.data(), texts),
                texts.apply(plain.reason()),
                plain.late(),
                digest.of(ActForm.normalisedContent(plain).getBytes(StandardCharsets.UTF_8)));
    }
}
