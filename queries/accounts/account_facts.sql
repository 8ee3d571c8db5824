-- question: Who is this account, who looks after it, and what is open for it now?
-- grain:    one row
-- params:   $account_id varchar
-- returns:  account_id varchar, name varchar, region varchar, calendar_name varchar, time_zone varchar, premium_from date, premium_until date, is_premium boolean, tam_name varchar, case_count bigint, open_case_count bigint, open_escalation_count bigint, open_migration_count bigint, open_mediation_count bigint, first_case_at timestamp with time zone, last_case_at timestamp with time zone
-- decided:  premium and the TAM are those of the local day of as_of on the account's calendar; an open migration is warming
--           or paused; an unknown account gives no row

select
    accounts.account_id,
    accounts.name,
    accounts.region,
    calendars.name as calendar_name,
    calendars.time_zone,
    accounts.premium_from,
    accounts.premium_until,
    cast(timezone(calendars.time_zone, snapshot.as_of) as date) >= accounts.premium_from
        and cast(timezone(calendars.time_zone, snapshot.as_of) as date)
            < coalesce(accounts.premium_until, date '9999-12-31') as is_premium,
    people.name as tam_name,
    own_cases.case_count,
    own_cases.open_case_count,
    (
        select count(*) from escalation_metrics where account_id = $account_id and state <> 'resolved'
    ) as open_escalation_count,
    (
        select count(*) from migrations where account_id = $account_id and status in ('warming', 'paused')
    ) as open_migration_count,
    (
        select count(*)
        from mediations
        where account_id = $account_id
            and opened_at <= (select as_of from snapshot)
            and (closed_at is null or closed_at > (select as_of from snapshot))
    ) as open_mediation_count,
    own_cases.first_case_at,
    own_cases.last_case_at,
from accounts
cross join snapshot
cross join (
    select
        count(*) as case_count,
        count(*) filter (state <> 'resolved') as open_case_count,
        min(opened_at) as first_case_at,
        max(opened_at) as last_case_at,
    from case_metrics
    where account_id = $account_id
) as own_cases
inner join calendars on accounts.calendar_id = calendars.calendar_id
left join account_tams_now as tams_now on accounts.account_id = tams_now.account_id
left join people on tams_now.tam_id = people.person_id
where accounts.account_id = $account_id
