-- question: How much of an account's opening hours is its TAM reachable?
-- grain:    one row per account that has a TAM or is premium, the least covered first
-- params:   $accounts varchar[], $tams varchar[], $regions varchar[] ([] = all)
-- returns:  tam_id varchar, tam_name varchar, account_id varchar, account_name varchar, account_open_seconds bigint, tam_open_seconds bigint, shared_seconds bigint, overlap_share double
-- decided:  the seven days from the day of as_of in the reporting time zone, real seconds in which both calendars are open;
--           the share is of the account's hours; a TAM without a calendar shares nothing that could be known (null), and no
--           TAM nothing at all; an account closed all week has no share

with week as (
    select
        min(starts_at) as starts_at,
        max(ends_at) as ends_at,
    from week_ahead((select reporting_time_zone from snapshot))
),

week_openings as (
    select
        openings.calendar_id,
        greatest(openings.opens_at, week.starts_at) as opens_at,
        least(openings.closes_at, week.ends_at) as closes_at,
    from openings
    inner join week on openings.opens_at < week.ends_at and openings.closes_at > week.starts_at
),

open_seconds as (
    select
        calendar_id,
        sum(date_diff('second', opens_at, closes_at)) as open_seconds,
    from week_openings
    group by calendar_id
),

shared as (
    select
        tams_open.calendar_id as tam_calendar_id,
        accounts_open.calendar_id as account_calendar_id,
        sum(date_diff(
            'second',
            greatest(tams_open.opens_at, accounts_open.opens_at),
            least(tams_open.closes_at, accounts_open.closes_at)
        )) as shared_seconds,
    from week_openings as tams_open
    inner join week_openings as accounts_open
        on tams_open.opens_at < accounts_open.closes_at and tams_open.closes_at > accounts_open.opens_at
    group by all
),

pairs as (
    select
        coalesce(now_of.tam_id, 'no_tam') as tam_id,
        people.name as tam_name,
        now_of.account_id,
        now_of.account_name,
        cast(coalesce(accounts_open.open_seconds, 0) as bigint) as account_open_seconds,
        cast(if(people.calendar_id is null, null, coalesce(tams_open.open_seconds, 0)) as bigint) as tam_open_seconds,
        cast(case
            when people.calendar_id is not null then coalesce(shared.shared_seconds, 0)
            when now_of.tam_id is null then 0
        end as bigint) as shared_seconds,
    from tam_accounts_now($accounts, $regions) as now_of
    left join people on now_of.tam_id = people.person_id
    left join open_seconds as accounts_open on now_of.calendar_id = accounts_open.calendar_id
    left join open_seconds as tams_open on people.calendar_id = tams_open.calendar_id
    left join shared
        on people.calendar_id = shared.tam_calendar_id and now_of.calendar_id = shared.account_calendar_id
    where (now_of.tam_id is not null or now_of.is_premium)
        and (len($tams) = 0 or list_contains($tams, coalesce(now_of.tam_id, 'no_tam')))
)

select
    *,
    shared_seconds / nullif(account_open_seconds, 0) as overlap_share,
from pairs
order by overlap_share nulls last, account_id
