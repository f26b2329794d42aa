package minglu.api.series;

import minglu.api.act.RecordedFacts;

/** Events of a series: independent acts in any number and date order. */
public sealed interface SeriesEvent extends RecordedFacts
        permits ChargeCollected,
                ComplaintHandled,
                DecisionsTallied,
                DocumentsOpening,
                ItemsTallied,
                NilDeclared,
                OversightPerformed,
                TrainingHeld {}
