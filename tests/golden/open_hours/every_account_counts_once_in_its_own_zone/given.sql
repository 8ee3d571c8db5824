insert into snapshot values ('2026-10-30 16:42:00+00', '2026-10-30 17:00:00+00', 'UTC', '1');
insert into accounts by name select 'a' as account_id, 'Acme' as name, 'paris' as calendar_id;
insert into calendars by name select 'paris' as calendar_id, 'Europe/Paris' as time_zone;

insert into accounts by name select 'b' as account_id, 'Bell' as name, 'paris' as calendar_id;
insert into accounts by name select 'n' as account_id, 'North' as name, 'york' as calendar_id;
insert into calendars by name select 'york' as calendar_id, 'America/New_York' as time_zone;
insert into openings by name
select calendar_id, cast(opens_at as timestamptz) as opens_at, cast(closes_at as timestamptz) as closes_at,
from (values
    ('york', '2026-09-01 13:00:00+00', '2026-09-01 21:00:00+00'),
    ('paris', '2026-10-05 07:00:00+00', '2026-10-05 15:05:00+00')  -- Monday 09:00 to 17:05
) as rows_given (calendar_id, opens_at, closes_at);
-- the day is Monday 02:00 to Tuesday 02:00 in Paris, Sunday 20:00 to Monday 20:00 in New York, which is closed:
-- two accounts of three are open, and a twelfth of that from 17:00; no account has any other hour
