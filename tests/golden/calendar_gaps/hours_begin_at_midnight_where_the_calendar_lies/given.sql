insert into calendars by name
select calendar_id, calendar_id as name, 'Europe/Paris' as time_zone from (values ('never'), ('week')) as rows_given (calendar_id);
insert into business_hours by name
select calendar_id, date '2026-10-01' as valid_from, 'mon' as weekday, cast(opens as time) as opens
from (values ('never', null), ('week', '09:00')) as rows_given (calendar_id, opens);
insert into accounts by name
select account_id, calendar_id from (values ('a', 'week'), ('b', 'week'), ('n', 'never')) as rows_given (account_id, calendar_id);
insert into case_metrics by name
select 'a' as account_id, unnest([timestamptz '2026-09-30 21:59:59+00', timestamptz '2026-09-30 22:00:00+00']) as opened_at;
