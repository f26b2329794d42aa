package minglu.api.request;

import com.fasterxml.jackson.annotation.JsonValue;
import minglu.api.act.Coded;

/** Final result of an application: the 21 result rows of table three, in the order of the form (2021格式 三). */
public enum Outcome implements Coded {
    /** 三(一) 予以公开. */
    GRANTED,
    /** 三(二) 部分公开. */
    GRANTED_IN_PART,
    /** 三(三)1 属于国家秘密 (条例 14). */
    REFUSED_STATE_SECRET,
    /** 三(三)2 其他法律行政法规禁止公开 (条例 14). */
    REFUSED_PROHIBITED_BY_LAW,
    /** 三(三)3 危及“三安全一稳定” (条例 14). */
    REFUSED_SECURITY_AND_STABILITY,
    /** 三(三)4 保护第三方合法权益 (条例 15, 32). */
    REFUSED_THIRD_PARTY_RIGHTS,
    /** 三(三)5 属于三类内部事务信息 (条例 16). */
    REFUSED_INTERNAL_AFFAIRS,
    /** 三(三)6 属于四类过程性信息 (条例 16). */
    REFUSED_PROCESS_INFORMATION,
    /** 三(三)7 属于行政执法案卷 (条例 16). */
    REFUSED_ENFORCEMENT_FILE,
    /** 三(三)8 属于行政查询事项 (条例 36(7)). */
    REFUSED_ADMINISTRATIVE_QUERY,
    /** 三(四)1 本机关不掌握相关政府信息 (条例 36(4), 36(5)). */
    UNAVAILABLE_NOT_HELD,
    /** 三(四)2 没有现成信息需要另行制作 (条例 38). */
    UNAVAILABLE_NEEDS_CREATION,
    /** 三(四)3 补正后申请内容仍不明确 (条例 30). */
    UNAVAILABLE_STILL_UNCLEAR,
    /** 三(五)1 信访举报投诉类申请 (条例 39). */
    NOT_PROCESSED_PETITION,
    /** 三(五)2 重复申请 (条例 36(6)). */
    NOT_PROCESSED_REPEATED,
    /** 三(五)3 要求提供公开出版物 (条例 39). */
    NOT_PROCESSED_PUBLICATION,
    /** 三(五)4 无正当理由大量反复申请 (条例 35). */
    NOT_PROCESSED_EXCESSIVE,
    /** 三(五)5 要求行政机关确认或重新出具已获取信息. */
    NOT_PROCESSED_RECONFIRMATION,
    /** 三(六)1 申请人无正当理由逾期不补正 (条例 30). */
    CLOSED_CORRECTION_OVERDUE,
    /** 三(六)2 申请人逾期未按收费通知要求缴纳费用 (收费办法). */
    CLOSED_FEE_UNPAID,
    /** 三(六)3 其他. */
    CLOSED_OTHER;

    /** Whether this is one of the eight results 不予公开. */
    public boolean isRefusal() {
        return compareTo(REFUSED_STATE_SECRET) >= 0 && compareTo(REFUSED_ADMINISTRATIVE_QUERY) <= 0;
    }

    @Override
    @JsonValue
    public String code() {
        return Coded.codeOf(this);
    }
}
