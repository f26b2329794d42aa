package minglu.standalone.sample;

import tools.jackson.databind.JsonNode;

/**
 * Numbers that the text of a report gives about section one; 0 where it gives none.
 *
 * @param websiteDynamics 发布政务、动态类信息 on the website, items
 * @param websiteCatalogue 信息公开目录信息 on the website, items
 * @param websiteStated items on the website in all, as the text states them; need not be the sum of its parts
 * @param socialMedia items on 微信 and 微博 together
 * @param complaints 投诉、建议 handled
 */
public record SummaryFigures(
        long websiteDynamics, long websiteCatalogue, long websiteStated, long socialMedia, long complaints) {

    static SummaryFigures read(JsonNode summary) {
        JsonNode website = summary.path("website");
        return new SummaryFigures(
                website.path("dynamics").asLong(0),
                website.path("catalogue").asLong(0),
                website.path("stated").asLong(0),
                summary.path("social-media").asLong(0),
                summary.path("complaints").asLong(0));
    }

    /** Items on the website as the parts add up. */
    public long websiteParts() {
        return websiteDynamics + websiteCatalogue;
    }
}
