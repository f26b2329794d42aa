package minglu.api.request;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.SortedMap;
import minglu.api.act.ActData;
import minglu.api.act.ActStamp;
import minglu.api.act.FreeText;
import minglu.api.act.Link;
import minglu.api.act.RecordedFacts;
import org.axonframework.serialization.Revision;

/**
 * 收到政府信息公开申请 (条例 29, 31): opens a request. {@code occurredOn} is the day of receipt.
 *
 * @param act who, what and when
 * @param data what the client said, free texts sealed
 * @param facts what counting needs, see {@link RecordedFacts#facts()}
 */
@Revision("1")
public record RequestReceived(ActStamp act, Data data, SortedMap<String, String> facts) implements RequestEvent {

    /**
     * What the client says.
     *
     * @param applicant column of table three
     * @param channel how it arrived
     * @param title what is asked for
     * @param applicantRef keyed pseudonym of the applicant, 64 hexadecimal digits
     * @param splitFrom application this one was split from (一事一申请)
     * @param transferredFrom who handed it on
     */
    public record Data(
            @NotNull Applicant applicant,
            @NotNull RequestChannel channel,
            @FreeText String title,
            @Pattern(regexp = "[0-9a-f]{64}") String applicantRef,
            @Link String splitFrom,
            @FreeText String transferredFrom)
            implements ActData {}
}
