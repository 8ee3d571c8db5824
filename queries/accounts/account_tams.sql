-- question: Who was this account's TAM when, and when had it none?
-- grain:    one row per stretch of days, in order; a stretch without a TAM has no tam_id
-- params:   $account_id varchar
-- returns:  tam_id varchar, tam_name varchar, assigned_from date, assigned_until date, day_count bigint, is_current boolean, is_gap boolean
-- decided:  assigned_until is exclusive, and null while it goes on; a gap is a stretch of premium days up to as_of with no
--           TAM (the terms promise one); day_count counts to the day of as_of, itself included, on the account's calendar

with account as (
    select
        accounts.premium_from,
        cast(timezone(calendars.time_zone, snapshot.as_of) as date) as today,
        least(
            coalesce(accounts.premium_until, date '9999-12-31'),
            cast(timezone(calendars.time_zone, snapshot.as_of) as date) + 1
        ) as covered_until,
    from accounts
    cross join snapshot
    inner join calendars on accounts.calendar_id = calendars.calendar_id
    where accounts.account_id = $account_id
),

assignments as (
    select
        tam_id,
        assigned_from,
        assigned_until,
        lag(assigned_until, 1) over (order by assigned_from) as previous_until,
    from tam_assignments
    where account_id = $account_id
),

gaps as (
    select
        greatest(coalesce(assignments.previous_until, account.premium_from), account.premium_from) as gap_from,
        least(assignments.assigned_from, account.covered_until) as gap_until,
    from assignments
    cross join account
    union all
    select
        greatest(coalesce(max(assignments.assigned_until), account.premium_from), account.premium_from),
        account.covered_until,
    from account
    left join assignments on true
    group by account.premium_from, account.covered_until
    having count(assignments.assigned_from) = 0 or bool_and(assignments.assigned_until is not null)
),

stretches as (
    select tam_id, assigned_from, assigned_until, false as is_gap
    from assignments
    union all
    select null, gap_from, if(gap_until > account.today, null, gap_until), true
    from gaps
    cross join account
    where gap_from < gap_until
)

select
    stretches.tam_id,
    people.name as tam_name,
    stretches.assigned_from,
    stretches.assigned_until,
    cast(greatest(
        date_diff(
            'day',
            stretches.assigned_from,
            least(coalesce(stretches.assigned_until, date '9999-12-31'), account.today + 1)
        ),
        0
    ) as bigint) as day_count,
    account.today >= stretches.assigned_from
        and account.today < coalesce(stretches.assigned_until, date '9999-12-31') as is_current,
    stretches.is_gap,
from stretches
cross join account
left join people on stretches.tam_id = people.person_id
order by stretches.assigned_from
