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
                coalesce(category, 'uncategorised') as category_key,
                coalesce(tam_id, 'no_tam') as tam_key,
                coalesce(agent_id, 'unassigned') as agent_key,
                coalesce(region, 'no_region') as region_key,
                case
                    when age_days is null then 'never_open'
                    when age_days <= 1 then 'up_to_1'
                    when age_days <= 3 then '2_to_3'
                    when age_days <= 5 then '4_to_5'
                    when age_days <= 10 then '6_to_10'
                    else 'over_10'
                end as age_band,
                strftime(timezone((select reporting_time_zone from snapshot), opened_at), '%Y-%m') as opened_month,
                first_response_at is null as is_unreplied,
                agent_id is null as is_unassigned,
                reopen_count > 0 as is_reopened,
                escalation_count > 0 as is_escalated,
            from open_cases_now(accounts, tams, categories, priorities, channels, regions) as open_cases
        )
    select
        banded_cases.*,
        list_filter(
            [
                if(is_unreplied, 'unreplied', null),
                if(is_unassigned, 'unassigned', null),
                if(is_reopened, 'reopened', null),
                if(is_escalated, 'escalated', null),
            ],
            lambda flag: flag is not null
        ) as flags,
        list_concat(
            [
                'category:' || category_key,
                'age:' || age_band,
                'cell:' || category_key || '/' || age_band,
                'waiting_for:' || waiting_for,
                'state:' || state,
                'priority:' || priority,
                'channel:' || channel,
                'account:' || account_id,
                'tam:' || tam_key,
                'agent:' || agent_key,
                'region:' || region_key,
                'month:' || opened_month,
            ],
            list_transform(flags, lambda flag: 'flag:' || flag)
        ) as codes,
    from banded_cases
);

-- What happened to the number of open cases, one row per move: opened, resolved, reopened, on a local date.
create or replace temp macro backlog_changes() as table (
    select
        *,
        'opened' as move,
        opened_at as moved_at,
        opened_on as day,
    from dated_cases
    union all by name
    select
        *,
        'resolved' as move,
        resolved_at as moved_at,
        resolved_on as day,
    from dated_cases
    where resolved_at is not null
    union all by name
    select
        *,
        'resolved' as move,
        resolved_at as moved_at,
        resolved_on as day,
    from reopenings
    union all by name
    select
        *,
        'reopened' as move,
        reopened_at as moved_at,
        reopened_on as day,
    from reopenings
);

-- What adds up to the cases that were open when a local day ended: who was opened by then and is resolved later, or not yet,
-- less who was between an end and a reopening. As the moves up to that day add up, but most of the records need not be read.
create or replace temp macro standing_changes(on_day) as table (
    select account_id, tam_id, category, priority, channel, region, 1 as change
    from dated_cases
    where opened_on <= cast(on_day as date) and resolved_on > cast(on_day as date)
    union all
    select account_id, tam_id, category, priority, channel, region, 1
    from dated_cases
    where opened_on <= cast(on_day as date) and resolved_on is null
    union all
    select account_id, tam_id, category, priority, channel, region, -1
    from reopenings
    where resolved_on <= cast(on_day as date) and reopened_on > cast(on_day as date)
);

-- The same under the shared filters.
create or replace temp macro backlog_moves(accounts, tams, categories, priorities, channels, regions) as table (
    select
        case_id,
        move,
        moved_at,
        day,
    from backlog_changes() as changes
    where is_chosen(
        accounts, tams, categories, priorities, channels, regions,
        changes.account_id, changes.tam_id, changes.category, changes.priority, changes.channel, changes.region
    )
);

-- Per local day of the period up to as_of: what moved, and how many cases were open when it ended.
create or replace temp macro backlog_days(since, until, accounts, tams, categories, priorities, channels, regions) as table (
    with
        -- Counted by move and day first: there are few of those.
        move_counts as (
            select
                move,
                day,
                count(*) as move_count,
            from backlog_moves(accounts, tams, categories, priorities, channels, regions)
            where day >= cast(since as date)
            group by move, day
        ),
        moved_days as (
            select
                day,
                cast(coalesce(sum(move_count) filter (where move = 'opened'), 0) as bigint) as opened_count,
                cast(coalesce(sum(move_count) filter (where move = 'resolved'), 0) as bigint) as resolved_count,
                cast(coalesce(sum(move_count) filter (where move = 'reopened'), 0) as bigint) as reopened_count,
            from move_counts
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
            select coalesce(sum(change), 0) as open_count
            from standing_changes(cast(since as date) - 1) as changes
            where is_chosen(
                accounts, tams, categories, priorities, channels, regions,
                changes.account_id, changes.tam_id, changes.category, changes.priority, changes.channel, changes.region
            )
        )
    select
        days.day,
        coalesce(moved_days.opened_count, 0) as opened_count,
        coalesce(moved_days.resolved_count, 0) as resolved_count,
        coalesce(moved_days.reopened_count, 0) as reopened_count,
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
        -- What was resolved for good before that day was not open when it ended: most cases need no look at their spans,
        -- and blocks of the file that hold nothing else need not be read.
        lasting_cases as not materialized (
            select *
            from dated_cases
            where opened_on <= cast(day as date) and resolved_on >= cast(day as date)
            union all
            select *
            from dated_cases
            where opened_on <= cast(day as date) and resolved_on is null
        ),
        candidates as not materialized (
            select *
            from lasting_cases
            where is_chosen(
                accounts, tams, categories, priorities, channels, regions,
                lasting_cases.account_id, lasting_cases.tam_id, lasting_cases.category, lasting_cases.priority,
                lasting_cases.channel, lasting_cases.region
            )
        )
    select
        candidates.*,
        case_spans.state as state_then,
    from candidates
    inner join case_spans on candidates.case_id = case_spans.case_id
    where case_spans.from_at < first_instant(cast(day as date) + 1)
        and case_spans.to_at >= first_instant(cast(day as date) + 1)
        and case_spans.state <> 'resolved'
        and first_instant(cast(day as date) + 1) <= (select as_of from snapshot)
    union all
    select
        *,
        state,
    from candidates
    where state <> 'resolved' and first_instant(cast(day as date) + 1) > (select as_of from snapshot)
);

-- Cases of the period with what became of them. An answer is an agent's reply while the case is not resolved.
create or replace temp macro issue_cases(since, until, accounts, tams, categories, priorities, channels, regions) as table (
    select
        *,
        state = 'resolved' as is_resolved,
        reopen_count > 0 as is_reopened,
        escalation_count > 0 as is_escalated,
        state = 'resolved' and reply_count = 1 as is_one_touch,
        state = 'resolved' and reply_count = 2 as is_two_touch,
    from dated_cases
    where opened_on between cast(since as date) and cast(until as date) - 1
        and is_chosen(
            accounts, tams, categories, priorities, channels, regions,
            dated_cases.account_id, dated_cases.tam_id, dated_cases.category, dated_cases.priority,
            dated_cases.channel, dated_cases.region
        )
);
