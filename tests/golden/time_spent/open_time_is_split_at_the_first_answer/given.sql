insert into snapshot values ('2026-10-30 16:42:00+00', '2026-10-30 17:00:00+00', 'UTC', '1');
insert into accounts by name select 'a' as account_id, 'Acme' as name, 'paris' as calendar_id;
insert into calendars by name select 'paris' as calendar_id, 'Europe/Paris' as time_zone;

insert into case_metrics by name
select
    case_id, 'a' as account_id, category, cast(opened_at as timestamptz) as opened_at,
    timestamptz '2026-10-05 08:00:00+00' + to_seconds(response) as first_response_at, response as first_response_business_seconds,
from (values
    ('c1', 'problem', '2026-10-05 08:00:00+00', 40),   -- answered in its first span
    ('c2', null, '2026-10-05 08:00:00+00', 45),        -- answered in its third
    ('c3', 'problem', '2026-10-05 08:00:00+00', null),  -- never answered
    ('c4', 'problem', '2026-10-05 08:00:00+00', 8)     -- answered while it waited on the customer
) as rows_given (case_id, category, opened_at, response);
insert into case_spans by name
select
    case_id, span_number, state, to_seconds(ends - seconds) + timestamptz '2026-10-05 08:00:00+00' as from_at,
    to_seconds(ends) + timestamptz '2026-10-05 08:00:00+00' as to_at, seconds as business_seconds,
from (values
    ('c1', 1, 'open', 100, 100), ('c1', 2, 'waiting_on_customer', 50, 150), ('c1', 3, 'open', 30, 180),
    ('c1', 4, 'resolution_proposed', 20, 200), ('c1', 5, 'resolved', 60, 260), ('c1', 6, 'open', 10, 270),
    ('c2', 1, 'open', 10, 10), ('c2', 2, 'waiting_on_customer', 20, 30), ('c2', 3, 'open', 50, 80),
    ('c3', 1, 'open', 70, 70),
    ('c4', 1, 'open', 5, 5), ('c4', 2, 'waiting_on_customer', 10, 15), ('c4', 3, 'open', 7, 22)
) as rows_given (case_id, span_number, state, seconds, ends);
-- waiting for the first answer: c1 40, c2 10 + 15, c3 70, c4 5; working: c1 60 + 30 + 10, c2 35, c4 7
