-- What was kept of reference figures is a copy of the event, which names its format from revision 2 on; until then there was one format.
UPDATE report_note SET body = (body::jsonb || '{"format":"2021-30"}')::text WHERE kind = 'reference' AND NOT body::jsonb ? 'format';
