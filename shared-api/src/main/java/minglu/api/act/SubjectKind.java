package minglu.api.act;

import com.fasterxml.jackson.annotation.JsonValue;

/** Kind of a subject; fixed by its opening act. */
public enum SubjectKind implements Coded {
    /** 依申请公开: an application. */
    REQUEST,
    /** 规章 or 行政规范性文件. */
    DOCUMENT,
    /** 行政许可, 行政处罚 or 行政强制. */
    DECISION,
    /** 主动公开: a published item. */
    PUBLICATION,
    /** 行政复议 or 行政诉讼. */
    DISPUTE,
    /** A series of independent acts: tallies, openings, charges, complaints, trainings, oversight, nil. */
    SERIES;

    @Override
    @JsonValue
    public String code() {
        return Coded.codeOf(this);
    }
}
