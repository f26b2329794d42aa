package minglu.api.publication;

import com.fasterxml.jackson.annotation.JsonValue;
import minglu.api.act.Coded;

/** Where an item was published. */
public enum PublicationChannel implements Coded {
    /** 政府网站. */
    WEBSITE,
    /** 微信公众号. */
    WECHAT,
    /** 微博. */
    WEIBO,
    /** 政府公报. */
    GAZETTE,
    /** 新闻发布会. */
    PRESS_CONFERENCE,
    /** 其他. */
    OTHER;

    @Override
    @JsonValue
    public String code() {
        return Coded.codeOf(this);
    }
}
