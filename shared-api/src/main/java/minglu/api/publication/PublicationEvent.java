package minglu.api.publication;

import minglu.api.act.RecordedFacts;

/** Events of a published item (条例 19 to 26). */
public sealed interface PublicationEvent extends RecordedFacts permits ItemPublished, ItemWithdrawn {}
