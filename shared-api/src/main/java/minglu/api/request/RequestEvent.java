package minglu.api.request;

import minglu.api.act.RecordedFacts;

/** Events of an application: 依申请公开 (条例 27 to 42). */
public sealed interface RequestEvent extends RecordedFacts
        permits AnswerDelayed,
                CorrectionRequested,
                DeadlineExtended,
                FeeCharged,
                FeePaid,
                RequestCorrected,
                RequestDecided,
                RequestReceived,
                RequestRedecided,
                RequestTransferred,
                ThirdPartyConsulted,
                ThirdPartyReplied {}
