package minglu.api.act;

/**
 * What a client says with an act, beside its identity and date. The components of the implementing record are the members of
 * {@code data} in the API, in imports and in the stored event; their annotations are the form checks.
 */
public interface ActData {}
