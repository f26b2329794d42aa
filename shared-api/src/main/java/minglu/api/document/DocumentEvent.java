package minglu.api.document;

import minglu.api.act.RecordedFacts;

/** Events of a document: 规章 or 行政规范性文件 (条例 20(1)). */
public sealed interface DocumentEvent extends RecordedFacts permits DocumentIssued, DocumentRepealed {}
