-- question: What does this TAM have to do, all in all?
-- grain:    one row; none for a code that is no TAM
-- params:   $tam varchar (a person, or `no_tam`)
-- returns:  tam_id varchar, tam_name varchar, calendar_id varchar, time_zone varchar, account_count bigint, open_count bigint, escalation_count bigint, unacknowledged_count bigint, case_count bigint, migration_count bigint, warming_count bigint, paused_count bigint, mediation_count bigint, elsewhere_count bigint, load_points double, capacity_points double, load_share double, is_former boolean
-- decided:  as tam_load, whose row this is; calendar_id is null for a TAM without a calendar

from tam_loads([], [$tam], [], [], [], [])
