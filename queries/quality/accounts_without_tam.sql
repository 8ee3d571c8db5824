-- question: Which accounts had no TAM on a premium day, and when?
-- grain:    one row per account and stretch of days, the longest first
-- params:   none
-- returns:  account_id varchar, account_name varchar, gap_from date, gap_until date, day_count bigint, is_open boolean
-- decided:  days up to the day of as_of on the account's calendar, itself included; gap_until is exclusive, and null while
--           the stretch goes on; the terms promise a TAM on every premium day

with premium_accounts as (
    select
        accounts.account_id,
        accounts.name as account_name,
        accounts.premium_from,
        cast(timezone(calendars.time_zone, snapshot.as_of) as date) as today,
        least(coalesce(accounts.premium_until, date '9999-12-31'), today + 1) as covered_until,
    from accounts
    cross join snapshot
    inner join calendars on accounts.calendar_id = calendars.calendar_id
),

-- an assignment of no days at the end of the premium time: what lies before it is a gap like any other
ends as (
    select account_id, assigned_from, assigned_until
    from tam_assignments
    union all
    select account_id, covered_until, covered_until
    from premium_accounts
),

stretches as (
    select
        account_id,
        assigned_from as next_from,
        max(coalesce(assigned_until, date '9999-12-31')) over (
            partition by account_id
            order by assigned_from, assigned_until nulls last
            rows between unbounded preceding and 1 preceding
        ) as previous_until,
    from ends
),

gaps as (
    select
        premium_accounts.account_id,
        premium_accounts.account_name,
        premium_accounts.today,
        greatest(coalesce(stretches.previous_until, premium_accounts.premium_from), premium_accounts.premium_from)
            as gap_from,
        least(stretches.next_from, premium_accounts.covered_until) as gap_until,
    from stretches
    inner join premium_accounts on stretches.account_id = premium_accounts.account_id
)

select
    account_id,
    account_name,
    gap_from,
    if(gap_until > today, null, gap_until) as gap_until,
    cast(date_diff('day', gap_from, gaps.gap_until) as bigint) as day_count,
    gaps.gap_until > today as is_open,
from gaps
where gap_from < gaps.gap_until
order by day_count desc, account_id, gap_from
