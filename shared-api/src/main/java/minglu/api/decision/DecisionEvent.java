package minglu.api.decision;

import minglu.api.act.RecordedFacts;

/** Events of a decision: 行政许可, 行政处罚 or 行政强制 (条例 20(5), 20(6)). */
public sealed interface DecisionEvent extends RecordedFacts permits DecisionMade {}
