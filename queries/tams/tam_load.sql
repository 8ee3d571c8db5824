-- question: How much does each TAM have open, and what does it weigh against their capacity?
-- grain:    one row per TAM, and one for what has no TAM (`no_tam`), the fullest first
-- params:   $accounts varchar[], $tams varchar[], $categories varchar[], $priorities varchar[], $channels varchar[],
--           $regions varchar[] ([] = all)
-- returns:  tam_id varchar, tam_name varchar, calendar_id varchar, time_zone varchar, account_count bigint, open_count bigint, escalation_count bigint, unacknowledged_count bigint, case_count bigint, migration_count bigint, warming_count bigint, paused_count bigint, mediation_count bigint, elsewhere_count bigint, load_points double, capacity_points double, load_share double, is_former boolean
-- decided:  open cases go with the account's TAM as of the snapshot; escalations and migrations belong to the TAM on them,
--           else, as mediations do, to the account's TAM on the day they were raised, started or opened; load is the sum of
--           points per open item; narrowed by filters it still stands against the whole capacity; while a category, priority or
--           channel is chosen, what has none is left out; no capacity: no share; the accounts of `no_tam` are those premium
--           now; former: holds items, has no account

from tam_loads($accounts, $tams, $categories, $priorities, $channels, $regions)
order by tam_id = 'no_tam', load_share desc nulls last, load_points desc, tam_id
