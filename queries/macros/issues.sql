-- Rows that several questions about open issues and backlog share.

-- Open cases with their age in opening days, who is waited for, and every group they are counted in: a tile, a bar, a
-- cell and the list behind them all read the same codes.
create or replace temp macro open_issues(accounts, tams, categories, priorities, channels, regions) as table (
    with
        banded_cases as (
            select
                open_cases.* exclude (
                    first_response_target_seconds,
                    first_response_due_at,
                    first_response_verdict,
                    resolution_target_seconds,
                    resolution_due_at,
                    resolution_verdict,
                    open_business_seconds,
                    open_elapsed_seconds
                ),
                case
                    when age_days is null then 'never_open'
                    when age_days <= 1 then 'up_to_1'
                    when age_days <= 3 then '2_to_3'
                    when age_days <= 5 then '4_to_5'
                    when age_days <= 10 then '6_to_10'
                    else 'over_10'
                end as age_band,
                timezone((select reporting_time_zone from snapshot), opened_at) as opened_local,
            from open_cases_now(accounts, tams, categories, priorities, channels, regions) as open_cases
        )
    select
        banded_cases.*,
        list_filter(
            [
                'category:' || coalesce(category, 'uncategorised'),
                'age:' || age_band,
                'cell:' || coalesce(category, 'uncategorised') || '/' || age_band,
                'waiting_for:' || waiting_for,
                'state:' || state,
                'priority:' || priority,
                'channel:' || channel,
                'account:' || account_id,
                'tam:' || coalesce(tam_id, 'no_tam'),
                'agent:' || coalesce(agent_id, 'unassigned'),
                'region:' || coalesce(region, 'no_region'),
                'month:' || strftime(opened_local, '%Y-%m'),
                if(first_response_at is null, 'flag:unreplied', null),
                if(agent_id is null, 'flag:unassigned', null),
                if(reopen_count > 0, 'flag:reopened', null),
                if(escalation_count > 0, 'flag:escalated', null),
            ],
            lambda code: code is not null
        ) as codes,
    from banded_cases
);

-- What happened to the number of open cases, from the records of each moment: opened, resolved, reopened.
create or replace temp macro backlog_moves(accounts, tams, categories, priorities, channels, regions) as table (
    with
        every_case as (
            select
                case_id,
                opened_at,
                resolved_at,
                reopen_count,
            from filtered_cases(
                date '1970-01-01', date '2200-01-01', accounts, tams, categories, priorities, channels, regions
            )
        ),
        ended_stretches as (
            select
                case_spans.case_id,
                case_spans.from_at,
                case_spans.to_at,
            from case_spans
            inner join every_case on case_spans.case_id = every_case.case_id
            where case_spans.state = 'resolved' and every_case.reopen_count > 0
        )
    select case_id, 'opened' as move, opened_at as moved_at from every_case
    union all
    select case_id, 'resolved', resolved_at from every_case where resolved_at is not null
    union all
    select case_id, 'resolved', from_at from ended_stretches
    union all
    select case_id, 'reopened', to_at from ended_stretches
);

-- Per local day of the period up to as_of: what moved, and how many cases were open when it ended.
create or replace temp macro backlog_days(since, until, accounts, tams, categories, priorities, channels, regions) as table (
    with
        moved_days as (
            select
                day,
                sum(opened_count) as opened_count,
                sum(resolved_count) as resolved_count,
                sum(reopened_count) as reopened_count,
            from backlog_changes
            where (len(accounts) = 0 or list_contains(accounts, account_id))
                and (len(tams) = 0 or list_contains(tams, coalesce(tam_id, 'no_tam')))
                and (len(categories) = 0 or list_contains(categories, coalesce(category, 'uncategorised')))
                and (len(priorities) = 0 or list_contains(priorities, priority))
                and (len(channels) = 0 or list_contains(channels, channel))
                and (len(regions) = 0 or account_id in (
                    select account_id from accounts as records where list_contains(regions, coalesce(region, 'no_region'))
                ))
            group by day
        ),
        bounds as (
            select
                cast(since as date) as first_day,
                least(cast(until as date), cast(timezone(reporting_time_zone, as_of) as date) + 1) as end_day,
            from snapshot
        ),
        days as (
            select cast(unnest(range(first_day, end_day, interval 1 day)) as date) as day
            from bounds
        ),
        opening_balances as (
            select coalesce(sum(opened_count + reopened_count - resolved_count), 0) as open_count
            from moved_days
            inner join bounds on moved_days.day < bounds.first_day
        )
    select
        days.day,
        cast(coalesce(moved_days.opened_count, 0) as bigint) as opened_count,
        cast(coalesce(moved_days.resolved_count, 0) as bigint) as resolved_count,
        cast(coalesce(moved_days.reopened_count, 0) as bigint) as reopened_count,
        cast(
            opening_balances.open_count + sum(
                coalesce(moved_days.opened_count + moved_days.reopened_count - moved_days.resolved_count, 0)
            ) over (order by days.day)
            as bigint
        ) as open_count,
    from days
    cross join opening_balances
    left join moved_days on days.day = moved_days.day
);

-- Cases open when a local day ended (or at as_of, on its day), with the state they were in then. Spans cover the life of
-- a case without gap or overlap, so one of them holds the last second of the day.
create or replace temp macro cases_open_on(day, accounts, tams, categories, priorities, channels, regions) as table (
    with
        states_then as (
            select
                case_id,
                state as state_then,
            from case_spans
            where from_at < first_instant(cast(day as date) + 1)
                and to_at >= first_instant(cast(day as date) + 1)
                and state <> 'resolved'
                and first_instant(cast(day as date) + 1) <= (select as_of from snapshot)
            union all
            select
                case_id,
                state,
            from case_metrics
            where state <> 'resolved' and first_instant(cast(day as date) + 1) > (select as_of from snapshot)
        )
    select
        filtered_cases.case_id,
        filtered_cases.account_id,
        filtered_cases.agent_id,
        filtered_cases.category,
        filtered_cases.priority,
        filtered_cases.opened_at,
        filtered_cases.resolved_at,
        filtered_cases.state,
        states_then.state_then,
    from filtered_cases(
        date '1970-01-01', cast(day as date) + 1, accounts, tams, categories, priorities, channels, regions
    ) as filtered_cases
    inner join states_then on filtered_cases.case_id = states_then.case_id
);

-- Cases of the period with what became of them. An answer is an agent's reply while the case is not resolved.
create or replace temp macro issue_cases(since, until, accounts, tams, categories, priorities, channels, regions) as table (
    select
        filtered_cases.*,
        state = 'resolved' as is_resolved,
        reopen_count > 0 as is_reopened,
        escalation_count > 0 as is_escalated,
        state = 'resolved' and update_count = 1 as is_one_touch,
        state = 'resolved' and update_count = 2 as is_two_touch,
    from filtered_cases(since, until, accounts, tams, categories, priorities, channels, regions) as filtered_cases
);
