package minglu.query.cases;

/** Opens the free texts of a subject. */
@FunctionalInterface
interface SealedTexts {

    /**
     * Opens a sealed text.
     *
     * @param unit the unit of the subject
     * @param subject the subject
     * @param sealed the sealed text; null stays null
     */
    String open(String unit, String subject, String sealed);
}
