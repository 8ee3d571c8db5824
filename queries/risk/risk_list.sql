-- question: Which clocks are running, what is due first, whose is it, and who spoke last?
-- grain:    one row per running clock of an open case or escalation
-- params:   $accounts varchar[], $tams varchar[], $categories varchar[], $priorities varchar[], $channels varchar[],
--           $regions varchar[], $bands varchar[], $clocks varchar[], $owners varchar[] (person codes, `unassigned`, `no_tam`; [] = all),
--           $pick varchar (all | most_urgent | will_breach | within_hour | breached), $row_limit bigint (null = every row)
-- returns:  item varchar, item_id varchar, clock varchar, band varchar, is_most_urgent boolean, due_at timestamp with time zone, left_seconds bigint, is_elapsed boolean, target_seconds bigint, started_at timestamp with time zone, state varchar, priority varchar, category varchar, account_id varchar, account_name varchar, case_id varchar, owner_role varchar, owner_id varchar, owner_name varchar, tam_name varchar, last_word_by varchar, last_word_name varchar, last_word_at timestamp with time zone, subject varchar
-- decided:  ordered by due time, what has none last; left_seconds is on the target's own clock (opening hours unless
--           is_elapsed), below 0 since the due time; a paused clock has no due time, only what it has not used up; null
--           where nothing is due; the last word is the newest public message, the opening of the case being the
--           customer's first, its name the person's, or what the records hold for one; most_urgent is one row per item, the picks named after
--           a column of the forecast list the items counted there, by their most urgent clock

with chosen_clocks as (
    select *
    from running_clocks($accounts, $tams, $categories, $priorities, $channels, $regions)
    where (len($bands) = 0 or list_contains($bands, band))
        and (len($clocks) = 0 or list_contains($clocks, clock))
        and (len($owners) = 0 or list_contains($owners, owner_id))
        and case $pick
            when 'all' then true
            when 'most_urgent' then is_most_urgent
            when 'will_breach' then is_most_urgent and is_forecast_item and not is_late_item
            when 'within_hour' then is_most_urgent and is_within_hour_item and not is_late_item
            when 'breached' then is_most_urgent and is_late_item
        end
    order by due_at nulls last, band_rank, item, item_id, clock
    limit $row_limit
),

named_escalations as (
    select escalation_id, subject
    from escalations
    where escalation_id in (select item_id from chosen_clocks)
)

select
    chosen_clocks.item,
    chosen_clocks.item_id,
    chosen_clocks.clock,
    chosen_clocks.band,
    chosen_clocks.is_most_urgent,
    chosen_clocks.due_at,
    chosen_clocks.left_seconds,
    chosen_clocks.is_elapsed,
    chosen_clocks.target_seconds,
    chosen_clocks.started_at,
    chosen_clocks.state,
    chosen_clocks.priority,
    coalesce(chosen_clocks.category, 'uncategorised') as category,
    chosen_clocks.account_id,
    chosen_clocks.account_name,
    chosen_clocks.case_id,
    chosen_clocks.owner_role,
    chosen_clocks.owner_id,
    owners.name as owner_name,
    tams.name as tam_name,
    if(chosen_clocks.case_id is null, null, coalesce(last_words.spoken_by, 'customer')) as last_word_by,
    coalesce(speakers.name, last_words.actor_id) as last_word_name,
    coalesce(last_words.spoken_at, cases.opened_at) as last_word_at,
    coalesce(named_escalations.subject, cases.subject) as subject,
from chosen_clocks
left join cases on chosen_clocks.case_id = cases.case_id
left join named_escalations
    on if(chosen_clocks.item = 'escalation', chosen_clocks.item_id, null) = named_escalations.escalation_id
left join last_words on chosen_clocks.case_id = last_words.case_id
left join people as speakers on last_words.actor_id = speakers.person_id
left join people as owners on chosen_clocks.owner_id = owners.person_id
left join people as tams on chosen_clocks.tam_id = tams.person_id
order by
    chosen_clocks.due_at nulls last,
    chosen_clocks.band_rank,
    chosen_clocks.item,
    chosen_clocks.item_id,
    chosen_clocks.clock
