package minglu.api.request;

import com.fasterxml.jackson.annotation.JsonValue;
import minglu.api.act.Coded;

/** Kind of applicant: the six columns of table three (2021格式 三). The form defines none of them. */
public enum Applicant implements Coded {
    /** 自然人. */
    NATURAL_PERSON,
    /** 商业企业. */
    ENTERPRISE,
    /** 科研机构. */
    RESEARCH_INSTITUTION,
    /** 社会公益组织. */
    SOCIAL_ORGANISATION,
    /** 法律服务机构. */
    LEGAL_SERVICE,
    /** 其他 (法人或其他组织). */
    OTHER_ORGANISATION;

    @Override
    @JsonValue
    public String code() {
        return Coded.codeOf(this);
    }
}
