-- an entry is of an earlier time than the one before
UPDATE entry SET at = at - interval '1 microsecond' WHERE operation_id = '{chat}';
-- an entry is of a later time than the one after
UPDATE entry SET at = at + interval '1 microsecond' WHERE operation_id = '{chat}';
