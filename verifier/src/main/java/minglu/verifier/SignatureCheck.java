package minglu.verifier;

/** Says what a signature on a checkpoint means for whoever holds the key of a log. */
final class SignatureCheck {

    private SignatureCheck() {}

    /**
     * Judges the checkpoint of a piece of evidence (check 4).
     *
     * @return whether the key signed it
     */
    static boolean judge(Checkpoint checkpoint, VerifierKey key, int check, Place place, Findings findings) {
        String origin = Text.quote(checkpoint.origin());
        boolean same = checkpoint.origin().equals(key.name());
        switch (checkpoint.note().standing(key)) {
            case GOOD -> {
                if (!same) {
                    findings.contradicts(
                            check, place, "密钥名称不是来源 " + origin, "the name of the key is not the origin " + origin);
                }
                return same;
            }
            case BAD -> findings.contradicts(check, place, "该密钥的签名不正确", "the signature of the key is wrong");
            case UNSIGNED -> {
                if (same) {
                    findings.contradicts(
                            check,
                            place,
                            "自称来源 " + origin + ",但没有该密钥的签名",
                            "it claims the origin " + origin + " and is not signed by its key");
                } else {
                    findings.unusable(
                            check,
                            place,
                            new Text(
                                    "来源是 " + origin + ",所给密钥属于 " + Text.quote(key.name()),
                                    "its origin is " + origin + ", the key given is that of "
                                            + Text.quote(key.name())));
                }
            }
        }
        return false;
    }
}
