package minglu.api.dispute;

import minglu.api.act.RecordedFacts;

/** Events of a dispute: 行政复议 or 行政诉讼 (条例 51). */
public sealed interface DisputeEvent extends RecordedFacts permits DisputeConcluded, DisputeFiled, DisputeReopened {}
