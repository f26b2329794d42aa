package minglu.verifier;

/**
 * A root that the first leaves of a log must have.
 *
 * @param size how many leaves
 * @param root their root
 * @param check which check this is
 * @param place where it comes from
 */
record KnownRoot(long size, byte[] root, int check, Place place) {}
