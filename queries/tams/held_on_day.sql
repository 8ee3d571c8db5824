-- question: Who held which account and which escalation on this day?
-- grain:    one row per account premium or assigned on that day, and per escalation open on it
-- params:   $day date, $accounts varchar[], $tams varchar[], $regions varchar[] ([] = all)
-- returns:  item varchar, item_id varchar, account_id varchar, account_name varchar, tam_id varchar, tam_name varchar, held_by varchar, account_tam_id varchar, account_tam_name varchar, handed_over_from varchar, handed_over_from_name varchar, subject varchar
-- decided:  days are those of the account's calendar, up to that of as_of; an escalation stays with the TAM on it, else with
--           whom the account had on the day it was raised (held_by), whoever has the account on this day (account_tam_id); an
--           account handed over on this day is the new TAM's all day, and says who had it until then

with account_days as (
    select
        now_of.account_id,
        now_of.account_name,
        now_of.time_zone,
        coalesce(today_of.tam_id, 'no_tam') as account_tam_id,
        previous_of.tam_id as handed_over_from,
        today_of.tam_id is not null
            or ($day >= now_of.premium_from and $day < coalesce(now_of.premium_until, date '9999-12-31')) as is_served,
    from tam_accounts_now($accounts, $regions) as now_of
    left join tam_assignments as today_of
        on now_of.account_id = today_of.account_id
        and $day >= today_of.assigned_from
        and $day < coalesce(today_of.assigned_until, date '9999-12-31')
    left join tam_assignments as previous_of
        on now_of.account_id = previous_of.account_id
        and $day = previous_of.assigned_until
        and previous_of.tam_id is distinct from today_of.tam_id
    where $day <= now_of.today
),

-- A local date is a day away from the one in UTC at most: few rows are left to be asked for theirs, which takes long.
near_escalations as (
    select
        escalation_metrics.escalation_id,
        escalation_metrics.account_id,
        escalation_metrics.tam_id,
        escalation_metrics.raised_at,
        escalation_metrics.state,
        escalations.tam_id as own_tam_id,
        escalations.resolved_at,
        escalations.subject,
    from escalation_metrics
    inner join escalations on escalation_metrics.escalation_id = escalations.escalation_id
    where cast(escalation_metrics.raised_at as date) <= cast($day as date) + 1
        and (
            escalation_metrics.state <> 'resolved'
            or cast(escalations.resolved_at as date) >= cast($day as date) - 1
        )
),

held as (
    select
        'account' as item,
        account_id as item_id,
        account_id,
        account_name,
        account_tam_id as tam_id,
        if(account_tam_id = 'no_tam', 'none', 'assignment') as held_by,
        account_tam_id,
        handed_over_from,
        null as subject,
    from account_days
    where is_served
    union all
    select
        'escalation',
        near_escalations.escalation_id,
        account_days.account_id,
        account_days.account_name,
        coalesce(near_escalations.tam_id, 'no_tam'),
        case
            when near_escalations.own_tam_id is not null then 'item'
            when near_escalations.tam_id is not null then 'assignment'
            else 'none'
        end,
        account_days.account_tam_id,
        account_days.handed_over_from,
        near_escalations.subject,
    from near_escalations
    inner join account_days on near_escalations.account_id = account_days.account_id
    where cast(timezone(account_days.time_zone, near_escalations.raised_at) as date) <= $day
        and (
            near_escalations.state <> 'resolved'
            or cast(timezone(account_days.time_zone, near_escalations.resolved_at) as date) >= $day
        )
)

select
    held.item,
    held.item_id,
    held.account_id,
    held.account_name,
    held.tam_id,
    holders.name as tam_name,
    held.held_by,
    held.account_tam_id,
    account_tams.name as account_tam_name,
    held.handed_over_from,
    previous_tams.name as handed_over_from_name,
    held.subject,
from held
left join people as holders on held.tam_id = holders.person_id
left join people as account_tams on held.account_tam_id = account_tams.person_id
left join people as previous_tams on held.handed_over_from = previous_tams.person_id
where len($tams) = 0 or list_contains($tams, held.tam_id)
order by held.item, lower(held.account_name), held.account_id, held.item_id
