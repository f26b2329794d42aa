-- No query looks an event up by its identifier: repeats are found in the stream of their subject, and the outcome of a commit in doubt
-- at the positions where it wrote. Two events never share a place in a stream, which is what uniqueness is needed for.
ALTER TABLE DomainEventEntry DROP CONSTRAINT domain_event_identifier;
