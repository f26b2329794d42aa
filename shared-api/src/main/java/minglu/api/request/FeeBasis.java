package minglu.api.request;

import com.fasterxml.jackson.annotation.JsonValue;
import minglu.api.act.Coded;

/** Way of charging the 信息处理费; one of the two for an application, never both (收费办法 3). */
public enum FeeBasis implements Coded {
    /** 按件计收: quantity is which request of this applicant in the calendar month. */
    PER_REQUEST,
    /** 按量计收: quantity is the number of pages. */
    PER_PAGE;

    @Override
    @JsonValue
    public String code() {
        return Coded.codeOf(this);
    }
}
