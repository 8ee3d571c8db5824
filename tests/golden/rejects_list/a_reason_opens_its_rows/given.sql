insert into rejects
select 'r/' || record_type || '.csv', record_type, record_number, 'k' || record_number, column_name, value, reason
from (values
    ('cases', 7, 'opened_at', 'soon', 'expected a timestamp'),
    ('case_events', 3, 'kind', 'wink', 'expected a kind'),
    ('case_events', 9, 'case_id', 'k7', 'refers to a row of cases that was rejected'),  -- counted with its case
    ('case_events', 12, 'event_id', 'e1', 'record 2 of r/case_events.csv has the same key and other content'),
    ('case_events', 11, 'event_id', 'e2', 'record 5 of r/case_events.csv has the same key and other content')
) as rows_given (record_type, record_number, column_name, value, reason);
