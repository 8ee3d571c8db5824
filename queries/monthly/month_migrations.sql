-- question: Where did each migration stand when the month ended?
-- grain:    one row per migration begun by then, or that should have, and not completed before the month
-- params:   $month date (any day of it), $accounts varchar[], $tams varchar[], $categories varchar[], $priorities varchar[],
--           $channels varchar[], $regions varchar[] ([] = all)
-- returns:  migration_id varchar, account_id varchar, account_name varchar, tam_id varchar, tam_name varchar, standing varchar, status_now varchar, stage bigint, stages bigint, days_behind bigint, share double, health varchar, stalled_since date, projected_on date, target_on date, days_to_target bigint, completed_on date, judged_on date
-- decided:  by the rules of migration_list, from the days up to the month's end (or as_of); a pause is known of as_of alone, a
--           migration paused by now is judged as if it went on; cancelled ones are left out, the records do not say since when;
--           on_track, late, stalled, cannot_say, paused, planned (should have begun) or completed within the month;
--           while a category, priority or channel is chosen there is none

with months as materialized (
    select * from summary_months($month)
)

select
    * exclude (target_on, completed_on, judged_on),
    target_on,
    date_diff('day', target_on, projected_on) as days_to_target,
    completed_on,
    judged_on,
from migrations_on(
    (select last_day from months where back = 0), $accounts, $tams, $categories, $priorities, $channels, $regions
)
where standing <> 'completed' or completed_on >= (select month from months where back = 0)
order by
    list_position(['late', 'stalled', 'paused', 'cannot_say', 'planned', 'on_track', 'completed'], standing),
    days_behind desc nulls last,
    lower(account_name),
    migration_id
