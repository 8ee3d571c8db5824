-- question: Who was whose TAM when?
-- grain:    one row per account and stretch of days that touches the period; a stretch without a TAM has `no_tam`
-- params:   $since date, $until date (exclusive), $accounts varchar[], $tams varchar[], $regions varchar[] ([] = all)
-- returns:  account_id varchar, account_name varchar, tam_id varchar, tam_name varchar, held_from date, held_until date, day_count bigint, is_gap boolean
-- decided:  cut to the period and to the day of as_of on the account's calendar, itself included; held_until is exclusive: the
--           day of a handover belongs to whom the account went; a gap is a stretch of premium days

with stretches as (
    select
        now_of.account_id,
        now_of.account_name,
        tam_assignments.tam_id,
        tam_assignments.assigned_from as held_from,
        least(coalesce(tam_assignments.assigned_until, date '9999-12-31'), now_of.today + 1) as held_until,
        false as is_gap,
    from tam_accounts_now($accounts, $regions) as now_of
    inner join tam_assignments on now_of.account_id = tam_assignments.account_id
    union all
    select account_id, account_name, 'no_tam', gap_from, gap_until, true
    from tam_gaps($accounts, $regions)
),

cut_stretches as (
    select * replace (greatest(held_from, $since) as held_from, least(held_until, $until) as held_until)
    from stretches
)

select
    cut_stretches.account_id,
    cut_stretches.account_name,
    cut_stretches.tam_id,
    people.name as tam_name,
    cut_stretches.held_from,
    cut_stretches.held_until,
    date_diff('day', cut_stretches.held_from, cut_stretches.held_until) as day_count,
    cut_stretches.is_gap,
from cut_stretches
left join people on cut_stretches.tam_id = people.person_id
where cut_stretches.held_from < cut_stretches.held_until
    and (len($tams) = 0 or list_contains($tams, cut_stretches.tam_id))
order by lower(cut_stretches.account_name), cut_stretches.account_id, cut_stretches.held_from
