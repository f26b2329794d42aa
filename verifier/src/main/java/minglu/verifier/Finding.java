package minglu.verifier;

/**
 * One thing that is not as it should be.
 *
 * @param weight what it means
 * @param check number of the check in section 8 of the format; 0 where the section has none for it
 * @param place where
 * @param what what was found, with the values
 */
record Finding(Weight weight, int check, Place place, Text what) {

    /** What a finding means for the outcome. */
    enum Weight {
        /** It contradicts: tampered. */
        CONTRADICTS,
        /** It cannot be used. */
        UNUSABLE,
        /** It is missing: incomplete. */
        MISSING
    }
}
