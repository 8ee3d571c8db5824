insert into snapshot values ('2026-10-30 16:42:00+00', '2026-10-30 17:00:00+00', 'UTC', '1');
insert into accounts by name select 'a' as account_id, 'Acme' as name, 'paris' as calendar_id;
insert into calendars by name select 'paris' as calendar_id, 'Europe/Paris' as time_zone;

insert into people by name select 'g' as person_id, 'Ben Cole' as name;
insert into case_metrics by name
select 'a' as account_id, agent_id, timestamptz '2026-10-05 08:00:00+00' as opened_at, verdict as first_response_verdict, seconds as first_response_business_seconds,
from (values ('g', 'breached', 90), (null, 'breached', 60), (null, 'breached', 70), ('h', 'met', 10)) as rows_given (agent_id, verdict, seconds);
-- none of 2: 0 to z2 / (2 + z2) = 3.84146 / 5.84146 = 0.65762
