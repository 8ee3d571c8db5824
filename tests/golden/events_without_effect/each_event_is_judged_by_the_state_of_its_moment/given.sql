insert into snapshot values ('2026-10-27 16:30:00+00', '2026-10-28 06:00:00+00', 'UTC', '1');
insert into calendars by name select 'c' as calendar_id, 'Week' as name, 'UTC' as time_zone;
insert into accounts by name select 'a' as account_id, 'Acme' as name, 'c' as calendar_id, 'EMEA' as region, date '2026-01-01' as premium_from;
insert into people by name
select person_id, name, role from (values ('g', 'Ben Cole', 'agent'), ('t', 'Ana Ruiz', 'tam')) as rows_given (person_id, name, role);
insert into tam_assignments by name select 'a' as account_id, 't' as tam_id, date '2026-01-01' as assigned_from;

insert into case_metrics by name
select case_id, 'a' as account_id, timestamptz '2026-10-05 08:00:00+00' as opened_at from (values ('o1'), ('o2'), ('o3')) as rows_given (case_id);
insert into case_events by name
select case_id || '-' || lpad(cast(row_number() over () as varchar), 2, '0') as event_id, case_id, timestamptz '2026-10-06 00:00:00+00' + to_hours(hour) as occurred_at, kind
from (values
    ('o1', 1, 'work_resumed'),          -- 01 nothing was paused
    ('o1', 2, 'waiting_on_customer'),
    ('o1', 3, 'waiting_on_customer'),   -- 03 again
    ('o1', 4, 'resolution_proposed'),
    ('o1', 5, 'waiting_on_customer'),   -- 05 while a proposal stands
    ('o1', 6, 'customer_reply'),        -- opens it again
    ('o1', 7, 'resolution_agreed'),     -- 07 to nothing proposed since: ends the case all the same
    ('o1', 8, 'closed'),                -- 08 is resolved already
    ('o1', 9, 'agent_reply'),           -- 09 after the end
    ('o1', 10, 'resolution_agreed'),    -- 10 agreed already
    ('o1', 11, 'reopened'),
    ('o1', 12, 'reopened'),             -- 12 is open already
    ('o2', 1, 'agent_reply'),
    ('o2', 2, 'resolution_proposed'),
    ('o2', 3, 'closed'),
    ('o2', 4, 'resolution_agreed'),     -- makes it agreed
    ('o2', 5, 'customer_reply'),        -- 17 after the end
    ('o2', 5, 'reopened'),              -- at the same time, and after the reply
    ('o2', 6, 'agent_reply'),
    ('o3', 900, 'work_resumed')         -- after as_of: has not happened
) as rows_given (case_id, hour, kind);
