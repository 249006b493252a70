-- From the time on that usage_recording tells, every settlement recorded what a provider did: a job one record, a chat message one for
-- its input and one for its output, which together say what was charged; others are of kinds of tokens that were told beside that. Older settlements have none; a chat message names its model.
WITH recorded AS (
    SELECT work_id, sum(charged_units) AS charged,
           count(*) FILTER (WHERE measure IN ('IMAGE', 'SECOND', 'CHARACTER')
                               OR (service = 'CHAT' AND measure IN ('INPUT_TOKEN', 'OUTPUT_TOKEN'))) AS records
      FROM usage_record
     WHERE outcome = 'SUCCEEDED'
     GROUP BY work_id
)
SELECT h.id AS hold_id, h.kind, h.charged_units, r.records, r.charged AS recorded_units
  FROM hold h
  LEFT JOIN recorded r ON r.work_id = h.id
 WHERE h.state = 'SETTLED'
   AND CASE WHEN h.ended_at < coalesce((SELECT since FROM usage_recording), '-infinity') THEN r.records IS NOT NULL
            ELSE (h.kind = 'JOB' OR h.terms -> 'price' ->> 'model' IS NOT NULL)
                 AND (r.records, r.charged) IS DISTINCT FROM (CASE h.kind WHEN 'JOB' THEN 1 ELSE 2 END, h.charged_units) END;
