package minglu.standalone.sample;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.LocalDate;
import minglu.api.act.ActData;
import minglu.api.act.ActType;
import tools.jackson.databind.json.JsonMapper;

/**
 * One act as a client sends it, contract section 3.
 *
 * @param unit code of the unit
 * @param subject subject within the unit
 * @param id id within the subject
 * @param type what was done
 * @param occurredOn business date
 * @param data what the client says
 */
public record SampleAct(String unit, String subject, String id, ActType type, LocalDate occurredOn, ActData data) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            // Amounts are decimal strings in the contract.
            .withConfigOverride(
                    BigDecimal.class,
                    override -> override.setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.STRING)))
            .build();

    SampleAct(String unit, String subject, String id, LocalDate occurredOn, ActData data) {
        this(unit, subject, id, ActType.of(data.getClass()), occurredOn, data);
    }

    /** The act as one line of an NDJSON file, without the line end; absent members are left out. */
    public String json() {
        return JSON.writeValueAsString(this);
    }
}
