-- One processor brings the events to ledger, cases and reporting. It begins where the one that is furthest behind stands, and each
-- leaves out what it has taken in, so that the tokens of the three former processors are of no use.
DELETE FROM TokenEntry WHERE processorName IN ('ledger', 'cases', 'reporting');
