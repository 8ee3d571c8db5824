insert into snapshot values ('2026-10-30 16:42:00+00', '2026-10-30 17:00:00+00', 'UTC', '1');
insert into accounts by name select 'a' as account_id, 'Acme' as name, 'paris' as calendar_id;
insert into calendars by name select 'paris' as calendar_id, 'Europe/Paris' as time_zone;

insert into accounts by name select account_id, name from (values ('b', 'Bell'), ('c', 'Coil'), ('d', 'Dune')) as rows_given (account_id, name);
insert into case_metrics by name
select account_id, timestamptz '2026-10-05 08:00:00+00' as opened_at, verdict as first_response_verdict,
from (values ('a', 'breached', 1), ('b', 'met', 60), ('b', 'breached', 40), ('c', 'pending', 2)) as counts (account_id, verdict, case_count)
cross join range(1, 101) as numbers (number)
where number <= case_count;
-- none of 1: the interval is 0 to z2 / (1 + z2) = 3.84146 / 4.84146 = 0.793451
-- 60 of 100: (0.6 + z2 / 200 -+ 1.959964 * sqrt(0.6 * 0.4 / 100 + z2 / 40000)) / (1 + z2 / 100)
--     = (0.619207 -+ 0.0979206) / 1.03841 = 0.502002 and 0.690599: lower than 0.793451, so it leads
