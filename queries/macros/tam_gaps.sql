-- Premium days, and those of them without a TAM.

-- The premium days of each account up to the day of as_of: from, and until (exclusive); none for one not yet premium.
create or replace temp macro premium_stretches(accounts, regions) as table (
    select
        account_id,
        account_name,
        today,
        premium_from,
        least(coalesce(premium_until, date '9999-12-31'), today + 1) as covered_until,
    from tam_accounts_now(accounts, regions)
    where premium_from <= today
);

-- The stretches of premium days on which an account had no TAM, up to the day of as_of: until is exclusive.
create or replace temp macro tam_gaps(accounts, regions) as table (
    with
        premium as (
            select * from premium_stretches(accounts, regions)
        ),
        -- an assignment of no days at the end of the premium time: what lies before it is a gap like any other
        ends as (
            select account_id, assigned_from, assigned_until
            from tam_assignments
            union all
            select account_id, covered_until, covered_until
            from premium
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
                premium.account_id,
                premium.account_name,
                premium.today,
                greatest(coalesce(stretches.previous_until, premium.premium_from), premium.premium_from) as gap_from,
                least(stretches.next_from, premium.covered_until) as gap_until,
            from stretches
            inner join premium on stretches.account_id = premium.account_id
        )
    select
        *,
        gap_until > today as is_open,
    from gaps
    where gap_from < gap_until
);
