-- The clock of requests is read from their acts: which were received, and which got their result, in some time.
CREATE INDEX recorded_act_received_idx ON recorded_act (unit, occurred_on) WHERE type = 'request-received';
CREATE INDEX recorded_act_result_idx ON recorded_act (unit, occurred_on)
    WHERE type IN ('request-decided', 'request-transferred');
CREATE INDEX recorded_act_moved_idx ON recorded_act (unit, moved_to) WHERE moved_to IS NOT NULL;
