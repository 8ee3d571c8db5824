insert into loads values
    ('cases', 'r/cases.csv', 10, 8, 1, 1, 'utf-8'),
    ('people', 'r/people.csv', 0, 0, 0, 0, 'utf-8'),
    ('case_events', 'r/case_events.csv', 5, 3, 0, 1, 'windows-1252');  -- one row is nowhere
