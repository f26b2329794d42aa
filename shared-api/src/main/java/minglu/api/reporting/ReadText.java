package minglu.api.reporting;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import minglu.api.format.TextRule.Phrase;

/** A section of a report while it is read: which numbers are taken, and what stands around a place. */
final class ReadText {

    private static final Pattern NUMBER = Pattern.compile(TextPatterns.NUMBER);
    private static final Pattern LISTED = Pattern.compile(TextPatterns.NUMBER + "([^0-9\\s])");

    /** A clause that begins like this speaks of the report's own unit and year. */
    private static final Pattern NEUTRAL = Pattern.compile(
            "(?:截至|[0-9]{4}年度?(?:底|末)?|[0-9]{1,2}月(?:[0-9]{1,2}日)?|全年|本年度?"
                    + "|年内|收取|依法收取|今年|当年|年底|年末|报告期内?|期间|全[省市区县镇乡局委][省市区县镇乡局委]?|全市各级|各级|我[省市区县局委办镇街乡中心院会所处]+|本[级机关单位局委办部门区县市镇街道府]+"
                    + "|[一二三四五六七八九十]+[、是]|第[一二三四五六]|[0-9]+[.、]|共计?|累计|总计|合计|依法|依规|按规定|按要求|均|已|其|主动公开|依申请公开"
                    + "|政府信息公开|信息公开|政府信息|政务公开|因|由|就|对|涉及|引发|引起|发生|产生|导致|办理|作出|做出|处理|完成|实施|开展|组织|举办|审理|新|另外|另|仍|尚|有"
                    + "|将|需|的|和|及|与|在|各|行政机关|公民|法人|其他组织|或者|或|方面|工作|情况|申请|案件|事项|件|收到|受理|经审查|经|通过|利用|依托|政府|门户|官方|结果"
                    + "|到|至|了|中|处|项|被|提起|决定|答复|全部|其他|新增|公开|日常|所有|上述|按时|按期|按程序|区|县|市|省|局|委|办|镇|街道|开发区|管委会|办事处|经开区|:|\")*");

    private static final Pattern COMPARISON =
            Pattern.compile("比(?!例)|较|同比|环比|去年(?!结转)|上一?年(?!度?结转|度?无)|同期|增长|下降|增加|减少|上升|历年|占|近[0-9一二三四五六七八九十]+年|每");

    private static final Pattern TOTAL = Pattern.compile("共|合计|总计");

    private static final String SENTENCE_ENDS = "。;\n!?";
    private static final String CLAUSE_ENDS = SENTENCE_ENDS + ",、()";
    private static final int QUOTED_BEFORE = 12;
    private static final int QUOTED_AFTER = 8;
    private static final int LONGEST_LIST = 12;

    private final String text;
    private final BitSet taken = new BitSet();
    private final Set<String> denials = new HashSet<>();

    ReadText(String written) {
        this.text = TextPatterns.plain(written);
    }

    /** The text in the form that patterns are written for. */
    String text() {
        return text;
    }

    /** Whether the surroundings of a match are those its phrase asks for. */
    boolean allows(Phrase phrase, Matcher match) {
        if (phrase.within() != null
                && !TextPatterns.of(phrase.within())
                        .matcher(text.substring(from(match.start(), SENTENCE_ENDS), match.end()))
                        .find()) {
            return false;
        }
        if (phrase.unlessBefore() != null
                && TextPatterns.of(phrase.unlessBefore())
                        .matcher(text.substring(from(match.start(), SENTENCE_ENDS), match.end()))
                        .find()) {
            return false;
        }
        return phrase.unless() == null
                || !TextPatterns.of(phrase.unless())
                        .matcher(text.substring(from(match.start(), SENTENCE_ENDS + ","), clauseEnd(match.end())))
                        .find();
    }

    /** Takes the number at a place, with those in the same match; false where somebody has it already. */
    boolean claim(int start, int end, int at) {
        if (taken.get(at)) {
            return false;
        }
        Matcher number = NUMBER.matcher(text).region(start, end).useTransparentBounds(true);
        while (number.find()) {
            taken.set(number.start());
        }
        taken.set(at);
        return true;
    }

    /** Takes a denial; false where the same was read in an overlapping place. */
    boolean claimDenial(String code, int start, int end) {
        boolean isNew = true;
        for (int i = start; i < end; i++) {
            isNew &= denials.add(code + i);
        }
        return isNew;
    }

    /** Whether a number is that of another year, a difference or a share. */
    boolean isComparison(int at) {
        return COMPARISON
                        .matcher(text.substring(from(at, CLAUSE_ENDS.replace("、", "")), at))
                        .find()
                || isBracket(at)
                        && COMPARISON
                                .matcher(text.substring(from(text.lastIndexOf('(', at), CLAUSE_ENDS), at))
                                .find();
    }

    /** Whether what is said at a place is said of something else than the whole report: after a name, behind «其中», in brackets. */
    boolean isQualified(int at) {
        boolean isBoundary = CLAUSE_ENDS.indexOf(text.charAt(at)) >= 0;
        int start = isBoundary ? at : from(at, CLAUSE_ENDS);
        String sentence = text.substring(from(at, SENTENCE_ENDS), at);
        return isBracket(at)
                || sentence.contains("其中")
                        && !sentence.substring(sentence.lastIndexOf("其中")).contains("另")
                || !NEUTRAL.matcher(text.substring(start, at)).matches();
    }

    /** The sums of a number with those that follow it in its list, and what the list calls its total. */
    List<BigDecimal> sumsFrom(int at) {
        List<BigDecimal> sums = new ArrayList<>();
        Matcher listed = LISTED.matcher(text).region(at, to(at, SENTENCE_ENDS)).useTransparentBounds(true);
        BigDecimal sum = BigDecimal.ZERO;
        String measure = null;
        int last = at;
        for (int i = 0; i < LONGEST_LIST && listed.find(); i++) {
            measure = measure == null ? listed.group(2) : measure;
            if (measure.equals(listed.group(2))) {
                BigDecimal next = TextPatterns.number(listed.group(1));
                if (TOTAL.matcher(text.substring(last, listed.start())).find()) {
                    sums.add(next);
                }
                sum = sum.add(next);
                sums.add(sum);
                last = listed.end();
            }
        }
        return sums;
    }

    private boolean isBracket(int at) {
        int open = text.lastIndexOf('(', at);
        return open >= 0 && text.lastIndexOf(')', at - 1) < open && from(at, SENTENCE_ENDS) <= open;
    }

    /** Where the part begins that a place stands in. */
    int from(int at, String ends) {
        int start = at;
        while (start > 0 && ends.indexOf(text.charAt(start - 1)) < 0) {
            start--;
        }
        return start;
    }

    /** Where the part ends that a place stands in. */
    int to(int at, String ends) {
        int end = at;
        while (end < text.length() && ends.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    /** Where the sentence ends. */
    int sentenceEnd(int at) {
        return to(at, SENTENCE_ENDS);
    }

    /** Where the sentence begins. */
    int sentenceStart(int at) {
        return from(at, SENTENCE_ENDS);
    }

    private int clauseEnd(int at) {
        return at > 0 && at <= text.length() && CLAUSE_ENDS.indexOf(text.charAt(at - 1)) >= 0
                ? at
                : to(at, CLAUSE_ENDS);
    }

    /** The place in the text. */
    String quote(int start, int end) {
        return text.substring(Math.max(0, start - QUOTED_BEFORE), Math.min(text.length(), end + QUOTED_AFTER));
    }
}
